import { resolve } from "node:path";

/** A folder of models as a person has it: one tiny, real language model. */
export const fixtureModels = resolve(import.meta.dirname, "../fixtures");

export const storiesFile = resolve(fixtureModels, "stories260K.gguf");

/** The models that come with Hearth. */
export const builtInModels = resolve(import.meta.dirname, "../../models");
