import { z } from "zod";
import { call } from "./base.ts";
import { conversationHit } from "./conversations.ts";
import { documentId, workspaceId } from "./ids.ts";
import { documentSummary } from "./library.ts";
import { searchHit } from "./search.ts";
import { folderPath } from "./turns.ts";
import { searchScope } from "./workspaces.ts";

const range = z.object({ start: z.number().int(), end: z.number().int() });

/** What a few typed words may mean. Ranges are UTF-16 offsets to emphasise: of the snippet, the name, the title. */
export const paletteResult = z.object({
  /** Those of a file together, at most three; files by their best one. `snippet` is one line of plain text. */
  passages: z.array(
    z.object({
      hit: searchHit,
      /** Passages that were candidates. */
      considered: z.number().int(),
      snippet: z.string(),
      /** The sentence of the document that is meant. */
      mark: range,
      matches: z.array(range),
    }),
  ),
  documents: z.array(
    z.object({ document: documentSummary, matches: z.array(range) }),
  ),
  conversations: z.array(
    conversationHit.extend({ titleMatches: z.array(range) }),
  ),
});
export type PaletteResult = z.infer<typeof paletteResult>;

const where = {
  name: z.string(),
  /** The folder that it lies in. */
  folder: z.string(),
};

/** What a question may be kept to. */
export const mentionable = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("document"), documentId, ...where }),
  z.object({
    kind: z.literal("folder"),
    path: folderPath,
    /** Searchable documents below it. */
    documents: z.number().int().positive(),
    ...where,
  }),
]);
export type Mentionable = z.infer<typeof mentionable>;

export const palette = {
  /** At most six of each kind, of passages six files; typos are forgiven in names of documents and titles of conversations. */
  find: call
    .input(
      z.object({
        workspaceId,
        scope: searchScope.default("workspace"),
        query: z.string().trim().min(1).max(500),
      }),
    )
    .output(paletteResult),
  /** At most eight searchable documents and folders by name, typos forgiven, best first; the newest for no query. */
  mentionable: call
    .input(
      z.object({
        workspaceId,
        scope: searchScope.default("workspace"),
        query: z.string().max(200),
      }),
    )
    .output(z.array(mentionable)),
};
