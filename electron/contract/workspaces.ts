import { z } from "zod";
import { call } from "./base.ts";
import { workspaceId } from "./ids.ts";

export const workspace = z.object({
  id: workspaceId,
  name: z.string(),
  createdAt: z.number(),
  /** True for the one that is there from the first start. */
  isDefault: z.boolean(),
});
export type Workspace = z.infer<typeof workspace>;

/** Where is searched: in one workspace, or in all of them together. */
export const searchScope = z.enum(["workspace", "everything"]);
export type SearchScope = z.infer<typeof searchScope>;

export const workspaces = {
  /** The default one first, then by name. */
  list: call.output(z.array(workspace)),
  rename: call
    .input(z.object({ workspaceId, name: z.string().trim().min(1).max(80) }))
    .output(workspace),
  /** What removing it would take along. */
  contents: call.input(z.object({ workspaceId })).output(
    z.object({
      documents: z.number().int(),
      /** Of these, such as only Hearth has: texts and files that were handed over. They are deleted too. */
      copies: z.number().int(),
      conversations: z.number().int(),
    }),
  ),
  /**
   * Forgets a workspace with its documents, index and conversations; its jobs are cancelled. The person's own files
   * are never touched. The default one can't be removed.
   */
  remove: call.input(z.object({ workspaceId })).output(z.object({})),
  create: call
    .input(z.object({ name: z.string().trim().min(1).max(80) }))
    .output(workspace),
};
