import type { AppErrorData } from "#contract/errors.ts";

/** What became of one file of a job. */
export interface Outcome {
  jobId: string;
  path: string;
  /** Null for a path that could not be looked at. */
  documentId: string | null;
  status: "indexed" | "unchanged" | "skipped" | "failed";
  pages: number | null;
  chunks: number | null;
  reason: AppErrorData | null;
}

export type OutcomeListener = (outcome: Outcome) => void;
