import { z } from "zod";
import { call } from "./base.ts";
import { documentId, workspaceId } from "./ids.ts";
import { documentSummary } from "./library.ts";
import { searchScope } from "./workspaces.ts";

export const startOverview = z.object({
  /** Searchable ones, the newest first; at most five. */
  recent: z.array(documentSummary),
  /** At most three, each of another document, that a search of the same place answers. */
  questions: z.array(z.object({ question: z.string(), documentId })),
});
export type StartOverview = z.infer<typeof startOverview>;

export const start = {
  /** What there is to begin with: made from the documents themselves, without a model. */
  overview: call
    .input(
      z.object({
        workspaceId,
        scope: searchScope.default("workspace"),
        /** Asks what a file says about a topic, in the person's language, with {name} and {topic} in it. */
        questionAbout: z.string().max(300),
      }),
    )
    .output(startOverview),
};
