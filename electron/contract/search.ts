import { z } from "zod";
import { call } from "./base.ts";
import { documentId, workspaceId } from "./ids.ts";
import { notice } from "./notices.ts";

export const searchMode = z.enum(["keyword", "semantic", "hybrid"]);
export type SearchMode = z.infer<typeof searchMode>;

/** A passage that was found. `text` is exactly the document's extracted text from `start` to `end`. */
export const searchHit = z.object({
  documentId,
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
  text: z.string(),
});
export type SearchHit = z.infer<typeof searchHit>;

export const searchResult = z.object({
  query: z.string(),
  /** The mode that was used: hybrid falls back to keyword where there is no embedding model, with a notice. */
  mode: searchMode,
  hits: z.array(searchHit),
  /** Passages that were candidates before cutting to k. */
  considered: z.number().int(),
  notices: z.array(notice),
});
export type SearchResult = z.infer<typeof searchResult>;

export const search = {
  run: call
    .input(
      z.object({
        workspaceId,
        query: z.string().max(10_000),
        mode: searchMode.default("hybrid"),
        k: z.number().int().min(1).max(1000).default(10),
      }),
    )
    .output(searchResult),
};
