import { AppError } from "#contract/errors.ts";
import { chooseEmbeddingModel } from "#core/models/choose-embedding-model.ts";
import { findBuiltInModels } from "#native/files/built-in-models.ts";
import { createModelFolder } from "#native/files/model-folder.ts";

/** The folder of the embedding model that a new data folder would use. @throws AppError model-missing */
export async function embeddingModelPath(
  modelsFolder: string,
): Promise<string> {
  const folder = createModelFolder({
    folder: modelsFolder,
    builtInFolder: findBuiltInModels(import.meta.dirname),
  });
  const chosen = chooseEmbeddingModel(await folder.embeddingModels(), null);
  if (chosen === null)
    throw new AppError("model-missing", "There is no embedding model.");
  return chosen.path;
}
