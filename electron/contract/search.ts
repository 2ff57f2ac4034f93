import { z } from "zod";
import { call } from "./base.ts";
import { documentId, workspaceId } from "./ids.ts";
import { notice } from "./notices.ts";
import { searchScope } from "./workspaces.ts";

export const searchMode = z.enum(["keyword", "semantic", "hybrid"]);
export type SearchMode = z.infer<typeof searchMode>;

/** A passage that was found. `text` is exactly the document's extracted text from `start` to `end`. */
export const searchHit = z.object({
  documentId,
  /** Whose document it is; absent in answers that were kept before this was noted. */
  workspaceId: workspaceId.optional(),
  name: z.string(),
  path: z.string(),
  /** Of the passage's first character; 1-based; null where the format has none. */
  page: z.number().int().positive().nullable(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  headings: z.array(z.string()),
  /** Higher is better; comparable within one answer only. */
  score: z.number(),
  foundBy: z.enum(["words", "meaning", "both"]),
  /** False: no nearer to the question than strangers are. Absent where that was not judged. */
  isNear: z.boolean().optional(),
  text: z.string(),
});
export type SearchHit = z.infer<typeof searchHit>;

/** A passage that is near the question although the library does not answer it. */
export const nearMiss = searchHit.extend({
  nearestBy: z.enum(["words", "meaning"]),
  /** Words of the question that the passage has, and those that it lacks. */
  holds: z.array(z.string()),
  lacks: z.array(z.string()),
  /** Cosine to the question; null where the search was by words. */
  similarity: z.number().nullable(),
});
export type NearMiss = z.infer<typeof nearMiss>;

/** Whether the library holds an answer at all, judged by how near unrelated texts of the same library are. */
export const answerability = z.object({
  /** "unknown": there was nothing to judge by. Only "no" is to be told: then nothing found is nearer than strangers are. */
  answerable: z.enum(["yes", "no", "unknown"]),
  /** 0 to 1, of questions with such passages the share that the library answers; null when unknown. */
  confidence: z.number().min(0).max(1).nullable(),
  /** Of the best passage: cosine to the question; null where the search was by words. */
  similarity: z.number().nullable(),
  /** What a question that the library knows nothing of would reach, in the same measure. */
  unrelatedSimilarity: z.number().nullable(),
  /** Words of the question that carry its sense, rarest first, with how many passages hold each (0: none). */
  words: z.array(
    z.object({ word: z.string(), passages: z.number().int().nonnegative() }),
  ),
  /** At most one by words and one by meaning; empty unless answerable is "no". */
  nearest: z.array(nearMiss),
});
export type Answerability = z.infer<typeof answerability>;

/** Of a search that had nothing to judge by. */
export const notJudged: Answerability = {
  answerable: "unknown",
  confidence: null,
  similarity: null,
  unrelatedSimilarity: null,
  words: [],
  nearest: [],
};

export const searchResult = z.object({
  query: z.string(),
  /** The mode that was used: hybrid falls back to keyword where there is no embedding model, with a notice. */
  mode: searchMode,
  hits: z.array(searchHit),
  /** Passages that were candidates before cutting to k. */
  considered: z.number().int(),
  answerability,
  notices: z.array(notice),
});
export type SearchResult = z.infer<typeof searchResult>;

export const search = {
  run: call
    .input(
      z.object({
        workspaceId,
        scope: searchScope.default("workspace"),
        /** Only these documents; default: all of the scope. */
        documentIds: z.array(documentId).min(1).max(500).optional(),
        query: z.string().max(10_000),
        mode: searchMode.default("hybrid"),
        k: z.number().int().min(1).max(1000).default(10),
      }),
    )
    .output(searchResult),
};
