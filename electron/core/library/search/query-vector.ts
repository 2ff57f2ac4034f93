import { AppError, type AppErrorCode } from "#contract/errors.ts";
import type { SearchMode } from "#contract/search.ts";
import type { IndexKey } from "#core/ports/chunk-index.ts";
import type { Embedder, EmbeddingModel } from "#core/ports/embedder.ts";

/** One question after the other, as while one is typed: to look at the model's files takes a tenth of each. */
const foundAnewMs = 1_000;

/** Why a search is by words only: the code of what is wrong with the model, or what the index lacks. */
export type KeywordReason =
  | AppErrorCode
  | "index-without-vectors"
  | "index-of-another-model";

/** How a question is to be searched: its vector, or why there is none. */
export type QueryVector =
  | { vector: Float32Array }
  | { vector: null; reason: KeywordReason | null };

/**
 * The question as a vector of the index's own model. In hybrid mode a model that is missing, damaged or can't
 * run is a reason to search by words. @throws AppError in semantic mode: there is no other way.
 */
export async function queryVector(
  options: {
    embedder: Pick<Embedder, "model" | "lastModel" | "embed">;
    key: IndexKey | null;
    query: string;
    mode: SearchMode;
  },
  { signal }: { signal: AbortSignal },
): Promise<QueryVector> {
  const { embedder, key, query, mode } = options;
  if (mode === "keyword") return { vector: null, reason: null };
  // On its way before the model is looked for, which reads folders: nearly always it is still the same
  const guess = embedder.lastModel();
  const guessed =
    guess !== null && key !== null && isOfModel(key, guess)
      ? embedder.embed([query], { kind: "query", model: guess, signal })
      : null;
  // What is wrong with a model that isn't there any more is of no use
  guessed?.catch(() => null);
  try {
    const model = await embedder.model(
      guessed === null ? {} : { maxAgeMs: foundAnewMs },
    );
    if (model === null)
      throw missing("There is no embedding model in the models folder.");
    if (key === null) return { vector: null, reason: null };
    const reason =
      key.dimension === 0
        ? "index-without-vectors"
        : isOfModel(key, model)
          ? null
          : "index-of-another-model";
    if (reason !== null) {
      if (mode === "hybrid") return { vector: null, reason };
      throw new AppError(
        "model-missing",
        "The documents of this workspace were indexed without this embedding model.",
        {
          advice: "Search by keyword, or index the documents again.",
          params: { model: model.id },
        },
      );
    }
    const [vector] = await (guessed !== null && model === guess
      ? guessed
      : embedder.embed([query], { kind: "query", model, signal }));
    if (vector === undefined) throw new Error("The embedder gave no vector");
    return { vector };
  } catch (error) {
    if (mode === "semantic" || !(error instanceof AppError)) throw error;
    return { vector: null, reason: error.code };
  }
}

function isOfModel(key: IndexKey, { id, dimension }: EmbeddingModel): boolean {
  return key.embeddingModelId === id && key.dimension === dimension;
}

function missing(message: string): AppError {
  return new AppError("model-missing", message, {
    advice: "Add an embedding model, or search by keyword.",
  });
}
