import type { JobStore } from "#core/jobs/job-store.ts";
import { baseName, separatorOf } from "#core/library/documents/paths.ts";
import { SourceStore } from "#core/library/documents/source-store.ts";
import type { Database } from "#core/ports/database.ts";

/** Where the path or name of a document stands beside its own row: what a person added, and what jobs are called. */
export class PathTraces {
  readonly #sources: SourceStore;
  readonly #jobs: Pick<JobStore, "relabelEnded">;

  constructor(parts: { db: Database; jobs: Pick<JobStore, "relabelEnded"> }) {
    this.#sources = new SourceStore(parts.db);
    this.#jobs = parts.jobs;
  }

  /** Call it after these were deleted. What leads to other documents of the workspace too, such as a folder, stays. */
  forget(workspaceId: string, paths: readonly string[]): void {
    const candidates = new Set(paths.flatMap(atAndAbove));
    const forgotten = this.#sources.forget(workspaceId, [...candidates]);
    this.#jobs.relabelEnded(
      workspaceId,
      [...paths, ...forgotten].map(baseName),
    );
  }
}

function atAndAbove(path: string): string[] {
  const separator = separatorOf(path);
  const found: string[] = [];
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf(separator))) {
    found.push(at);
    if (!at.includes(separator)) break;
  }
  return found;
}
