import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { settings, sourceRef } from "./app.ts";
import { call } from "./base.ts";
import { conversationSummary } from "./conversations.ts";
import { conversationId, documentId, workspaceId } from "./ids.ts";
import { jobProgress } from "./jobs.ts";
import { documentSummary, libraryCounts } from "./library.ts";
import { modelSummary } from "./models.ts";
import { workerExit } from "./worker-exit.ts";
import { workspace } from "./workspaces.ts";

export const workerStatus = z.object({
  worker: z.enum(["llm", "embed", "extract"]),
  state: z.enum(["idle", "running", "restarting", "unavailable"]),
  /** Times it died in this run. */
  restarts: z.number().int(),
  /** How it last came to an unwanted end; null when it never did. */
  lastExit: workerExit.nullable(),
});
export type WorkerStatus = z.infer<typeof workerStatus>;

/** What changed, so that no client polls. The stream starts with the state as it is: jobs, workers, models, settings. */
export const appEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("jobs"), jobs: z.array(jobProgress) }),
  z.object({
    type: z.literal("documents"),
    workspaceId,
    /** At most 100; `isTruncated` says that more changed, so the client should list again. */
    changed: z.array(documentSummary).max(100),
    removed: z.array(documentId),
    isTruncated: z.boolean(),
    counts: libraryCounts,
  }),
  z.object({
    type: z.literal("conversations"),
    changed: z.array(conversationSummary),
    removed: z.array(conversationId),
  }),
  z.object({ type: z.literal("workspaces"), workspaces: z.array(workspace) }),
  z.object({ type: z.literal("models"), models: z.array(modelSummary) }),
  z.object({ type: z.literal("workers"), workers: z.array(workerStatus) }),
  z.object({ type: z.literal("settings"), settings }),
  /** Another window asked that this conversation be shown in the main one. */
  z.object({
    type: z.literal("navigate"),
    conversationId,
    source: sourceRef.optional(),
  }),
]);
export type AppEvent = z.infer<typeof appEvent>;

export const events = {
  watch: call.output(eventIterator(appEvent)),
};
