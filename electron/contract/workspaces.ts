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

export const workspaces = {
  list: call.output(z.array(workspace)),
  create: call
    .input(z.object({ name: z.string().trim().min(1).max(80) }))
    .output(workspace),
};
