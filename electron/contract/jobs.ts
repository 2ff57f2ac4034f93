import { z } from "zod";
import { call } from "./base.ts";
import { appErrorData } from "./errors.ts";
import { documentId, jobId, workspaceId } from "./ids.ts";

export const jobProgress = z.object({
  id: jobId,
  workspaceId,
  /** index: files that were added; rebuild: every document again, for another embedding model or chunker. */
  kind: z.enum(["index", "rebuild"]),
  /** What the person added, such as "Contracts" or "12 files". */
  label: z.string(),
  state: z.enum([
    "scanning",
    "running",
    "paused",
    "done",
    "cancelled",
    "failed",
  ]),
  /** 0 to 1, weighted by size; null while the total is unknown. */
  progress: z.number().min(0).max(1).nullable(),
  done: z.number().int(),
  total: z.number().int().nullable(),
  failed: z.number().int(),
  /** Of a type that isn't read. */
  skipped: z.number().int(),
  /** Passed over, because the library has them as they are. */
  unchanged: z.number().int(),
  filesPerMinute: z.number().nullable(),
  remainingMs: z.number().nullable(),
  /** The file in hand: its page and number of pages are null where unknown. */
  current: z
    .object({
      documentId,
      name: z.string(),
      page: z.number().int().nullable(),
      pages: z.number().int().nullable(),
    })
    .nullable(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  error: appErrorData.nullable(),
});
export type JobProgress = z.infer<typeof jobProgress>;

export const jobs = {
  /** Jobs that are not over, and those that ended in this run, newest first. */
  list: call.output(z.array(jobProgress)),
  pause: call.input(z.object({ jobId })).output(jobProgress),
  resume: call.input(z.object({ jobId })).output(jobProgress),
  /** Files not yet indexed leave the library again; what is indexed stays. */
  cancel: call.input(z.object({ jobId })).output(jobProgress),
};
