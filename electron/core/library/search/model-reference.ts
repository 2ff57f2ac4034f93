import { AppError } from "#contract/errors.ts";
import type { Embedder } from "#core/ports/embedder.ts";
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

/** Embeds sixteen sentences. Null where there is no model, or it can't run. @throws the signal's reason */
export async function modelReference(
  embedder: Pick<Embedder, "embed">,
  { signal }: { signal: AbortSignal },
): Promise<ModelReference | null> {
  try {
    const [texts, questions] = await Promise.all([
      embedder.embed(
        reference.map(([text]) => text),
        { kind: "passage", signal },
      ),
      embedder.embed(
        reference.map(([, question]) => question),
        { kind: "query", signal },
      ),
    ]);
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
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

export function mean(values: readonly number[]): number {
  return values.length === 0
    ? 0
    : values.reduce((sum, value) => sum + value, 0) / values.length;
}
