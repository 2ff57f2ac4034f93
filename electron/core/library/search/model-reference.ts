import { mean } from "#core/numbers/mean.ts";
import type { Embedder, EmbeddingModel } from "#core/ports/embedder.ts";
import { dot } from "./pool.ts";

/** Texts that have nothing to do with each other, in any library, each with a question that it answers. */
const reference: readonly [text: string, question: string][] = [
  [
    "The recipe calls for two eggs and a cup of flour.",
    "How many eggs does the recipe need?",
  ],
  [
    "The tenant shall give three months' notice in writing.",
    "How long is the notice period of the tenant?",
  ],
  [
    "Photosynthesis turns light into chemical energy.",
    "What does photosynthesis do with light?",
  ],
  [
    "The goalkeeper saved a penalty in the last minute.",
    "When was the penalty saved?",
  ],
  [
    "Our invoice is payable within thirty days.",
    "By when must the invoice be paid?",
  ],
  [
    "The volcano erupted twice in the nineteenth century.",
    "How often did the volcano erupt?",
  ],
  [
    "Press the red button to restart the router.",
    "How do I restart the router?",
  ],
  [
    "She plays the cello in a string quartet.",
    "Which instrument does she play?",
  ],
];
/** Of the way from strangers to a question that is answered in its own words. */
const answerShare = 0.7;

/** What a model makes of texts of which it is known whether they belong together, whatever the library holds. */
export interface ModelReference {
  /** Cosine of two texts that have nothing in common, on average. */
  unrelated: number;
  /** Cosine from which a text is likely to answer a question. */
  answering: number;
}

/** The search that asks has just looked for the model, so any look of its own time will do. */
const askedWithinMs = 1_000;

/** What each model makes of them, measured once as long as its files stay the same; one that failed is asked again. */
export class ModelReferences {
  readonly #embedder: Pick<Embedder, "model" | "embed">;
  readonly #measured = new WeakMap<EmbeddingModel, Promise<ModelReference>>();

  constructor(embedder: Pick<Embedder, "model" | "embed">) {
    this.#embedder = embedder;
  }

  /** Null where there is no model. @throws AppError as Embedder.embed; the signal's reason */
  async ofModelInUse({
    signal,
  }: {
    signal: AbortSignal;
  }): Promise<ModelReference | null> {
    const model = await this.#embedder.model({ maxAgeMs: askedWithinMs });
    if (model === null) return null;
    const known = this.#measured.get(model);
    if (known !== undefined) return known;
    const measured = modelReference(this.#embedder, { model, signal });
    this.#measured.set(model, measured);
    measured.catch(() => this.#measured.delete(model));
    return measured;
  }
}

/** Embeds sixteen sentences. The questions first: for them no worker that keeps ending is waited for. */
async function modelReference(
  embedder: Pick<Embedder, "embed">,
  options: { model: EmbeddingModel; signal: AbortSignal },
): Promise<ModelReference> {
  const questions = await embedder.embed(
    reference.map(([, question]) => question),
    { kind: "query", ...options },
  );
  const texts = await embedder.embed(
    reference.map(([text]) => text),
    { kind: "passage", ...options },
  );
  const answered: number[] = [];
  const strange: number[] = [];
  const unrelated: number[] = [];
  for (const [at, question] of questions.entries())
    for (const [other, text] of texts.entries()) {
      (at === other ? answered : strange).push(dot(question, text));
      const own = texts[at];
      if (other < at && own !== undefined) unrelated.push(dot(own, text));
    }
  const stranger = mean(strange);
  return {
    unrelated: mean(unrelated),
    answering: stranger + answerShare * (mean(answered) - stranger),
  };
}
