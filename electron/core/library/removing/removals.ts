import type { Job } from "#core/jobs/job-store.ts";
import {
  openStates,
  sqlList,
} from "#core/library/documents/document-states.ts";
import { DocumentTable } from "#core/library/documents/document-table.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { Deletions } from "./deletions.ts";

const hasText =
  "EXISTS (SELECT 1 FROM document_texts WHERE document_id = documents.id)";
/** What a document was before it was queued, by what is left of that. */
const was = {
  indexed: `reason IS NULL AND ${hasText}`,
  skipped: "reason ->> 'code' = 'unsupported-type'",
  failed: "reason IS NOT NULL AND reason ->> 'code' <> 'unsupported-type'",
  nothing: `reason IS NULL AND NOT ${hasText}`,
};

/** How documents are hidden before they are deleted, and how they come back until then. */
export class Removals {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #table: DocumentTable;
  readonly #deletions: Deletions;

  constructor(db: Database, clock: Clock, deletions: Deletions) {
    this.#db = db;
    this.#clock = clock;
    this.#table = new DocumentTable(db);
    this.#deletions = deletions;
  }

  /** Hides documents. Returns those that were there. */
  hide(workspaceId: string, ids: readonly string[]): string[] {
    return this.#db.transaction(() => {
      const found = this.#of(workspaceId, ids, "status <> 'removed'");
      this.#table.move("remove", found, {
        set: "removed_at = :now, job_id = NULL",
        parameters: { now: this.#clock.now() },
      });
      return found;
    });
  }

  /** Shows hidden documents again as they were; `unread` ones were not read to their end and wait for a job. */
  restore(
    workspaceId: string,
    ids: readonly string[],
  ): { restored: string[]; unread: string[] } {
    return this.#db.transaction(() => {
      const found = this.#of(workspaceId, ids, "status = 'removed'");
      const unread = this.#of(workspaceId, found, was.nothing);
      const set = { set: "removed_at = NULL, attempts = 0" };
      this.#table.move("restoreQueued", unread, set);
      for (const [transition, condition] of [
        ["restoreIndexed", was.indexed],
        ["restoreFailed", was.failed],
        ["restoreSkipped", was.skipped],
      ] as const)
        this.#table.move(
          transition,
          this.#of(workspaceId, found, condition),
          set,
        );
      return { restored: found, unread };
    });
  }

  /** Every document of a workspace, hidden ones too. */
  all(workspaceId: string): string[] {
    return this.#table.idsWhere("workspace_id = :workspaceId", { workspaceId });
  }

  /** Those of these documents that are hidden. */
  hiddenOf(workspaceId: string, ids: readonly string[]): string[] {
    return this.#of(workspaceId, ids, "status = 'removed'");
  }

  /** All hidden documents, by workspace. */
  hidden(): Map<string, string[]> {
    const rows = this.#db.all(
      "SELECT id, workspace_id FROM documents WHERE status = 'removed'",
    );
    const byWorkspace = Map.groupBy(rows, (row) => String(row["workspace_id"]));
    return new Map(
      [...byWorkspace].map(([workspaceId, group]) => [
        workspaceId,
        group.map((row) => String(row["id"])),
      ]),
    );
  }

  /**
   * A job was cancelled: what it had queued goes back to what it was before, and leaves the library where that is
   * nothing. Returns what stayed.
   */
  giveUp(job: Pick<Job, "id" | "workspaceId" | "paths">): string[] {
    return this.#db.transaction(() => {
      const open = this.#table.idsWhere(
        `job_id = :jobId AND status IN (${sqlList(openStates)})`,
        { jobId: job.id },
      );
      const gone = this.#of(job.workspaceId, open, was.nothing);
      for (const [transition, condition] of [
        ["giveUpIndexed", was.indexed],
        ["giveUpFailed", was.failed],
        ["giveUpSkipped", was.skipped],
      ] as const)
        this.#table.move(
          transition,
          this.#of(job.workspaceId, open, condition),
        );
      const left = new Set(gone);
      this.#deletions.delete(job.workspaceId, gone);
      this.#deletions.giveUpPaths(job.paths);
      return open.filter((id) => !left.has(id));
    });
  }

  #of(
    workspaceId: string,
    ids: readonly string[],
    condition: string,
  ): string[] {
    return this.#table.idsWhere(
      `workspace_id = :workspaceId AND id IN (SELECT value FROM json_each(:ids)) AND (${condition})`,
      { workspaceId, ids: JSON.stringify(ids) },
    );
  }
}
