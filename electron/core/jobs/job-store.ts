import { z } from "zod";
import { AppError, type AppErrorData, appErrorData } from "#contract/errors.ts";
import { type JobProgress, jobProgress } from "#contract/jobs.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";

export type JobState = JobProgress["state"];
export type JobKind = JobProgress["kind"];

export interface Job {
  id: string;
  workspaceId: string;
  kind: JobKind;
  label: string;
  state: JobState;
  /** Paths still to be walked; empty once all their files are queued. */
  paths: string[];
  /** Files dealt with: indexed, failed, skipped and unchanged ones. */
  done: number;
  failed: number;
  /** Of a type that isn't read. */
  skipped: number;
  /** Passed over: the library has them as they are. */
  unchanged: number;
  doneBytes: number;
  /** Null until the walk is over. */
  total: number | null;
  totalBytes: number | null;
  startedAt: number;
  finishedAt: number | null;
  error: AppErrorData | null;
}

export interface JobAdvance {
  done?: number;
  failed?: number;
  skipped?: number;
  unchanged?: number;
  doneBytes?: number;
}

const keptMs = 30 * 24 * 60 * 60_000;

const pathsColumn = z.array(z.string());

/** The jobs table. */
export class JobStore {
  readonly #db: Database;
  readonly #clock: Clock;
  /** Of this run, whatever the computer's clock says. */
  readonly #ended = new Set<string>();

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  create(job: {
    workspaceId: string;
    kind: JobKind;
    label: string;
    paths: readonly string[];
    total?: { files: number; bytes: number };
  }): Job {
    const id = globalThis.crypto.randomUUID();
    this.#db.run(
      `INSERT INTO jobs (id, workspace_id, kind, label, state, paths, total, total_bytes, started_at)
       VALUES (:id, :workspaceId, :kind, :label, :state, :paths, :total, :totalBytes, :now)`,
      {
        id,
        workspaceId: job.workspaceId,
        kind: job.kind,
        label: job.label,
        state: job.total === undefined ? "scanning" : "running",
        paths: JSON.stringify(job.paths),
        total: job.total?.files ?? null,
        totalBytes: job.total?.bytes ?? null,
        now: this.#clock.now(),
      },
    );
    return this.get(id);
  }

  /** @throws AppError not-found */
  get(id: string): Job {
    const row = this.#db.get("SELECT * FROM jobs WHERE id = :id", { id });
    if (row === undefined)
      throw new AppError("not-found", "This job is not there any more.");
    return fromRow(row);
  }

  /** Jobs that are not over, and those that ended in this run, newest first. */
  list(): Job[] {
    return this.#db
      .all(
        `SELECT * FROM jobs WHERE state IN ('scanning', 'running', 'paused')
         OR id IN (SELECT value FROM json_each(:ended)) ORDER BY rowid DESC`,
        { ended: JSON.stringify([...this.#ended]) },
      )
      .map(fromRow);
  }

  /** Jobs to work on now, oldest first. Those of a workspace that is being rebuilt wait for the rebuild. */
  runnable(): Job[] {
    return this.#db
      .all(
        `SELECT * FROM jobs WHERE state IN ('scanning', 'running') AND (kind = 'rebuild' OR NOT EXISTS (
           SELECT 1 FROM jobs AS other WHERE other.workspace_id = jobs.workspace_id
           AND other.kind = 'rebuild' AND other.state IN ('running', 'paused')))
         ORDER BY rowid`,
      )
      .map(fromRow);
  }

  /** Files are being added, or wait to be. */
  hasIndexJobs(workspaceId: string): boolean {
    const row = this.#db.get(
      `SELECT EXISTS (SELECT 1 FROM jobs WHERE workspace_id = :workspaceId AND kind = 'index'
       AND state IN ('scanning', 'running')) AS has_jobs`,
      { workspaceId },
    );
    return row?.["has_jobs"] === 1;
  }

  /** The rebuild of a workspace that is not over; null when there is none. */
  rebuildOf(workspaceId: string): Job | null {
    const row = this.#db.get(
      `SELECT * FROM jobs WHERE workspace_id = :workspaceId AND kind = 'rebuild'
       AND state IN ('running', 'paused')`,
      { workspaceId },
    );
    return row === undefined ? null : fromRow(row);
  }

  /** Jobs that a person paused, or that something outside stopped. */
  pausedIds(): Set<string> {
    const rows = this.#db.all("SELECT id FROM jobs WHERE state = 'paused'");
    return new Set(rows.map((row) => String(row["id"])));
  }

  /** Paths that jobs which are not over have still to walk, also paused ones. */
  waitingPaths(): string[] {
    return this.#db
      .all(
        `SELECT value AS path FROM jobs, json_each(jobs.paths)
         WHERE state IN ('scanning', 'running', 'paused')`,
      )
      .map((row) => String(row["path"]));
  }

  /** Forgets jobs that ended a month ago or longer. */
  prune(): void {
    this.#db.run("DELETE FROM jobs WHERE finished_at < :before", {
      before: this.#clock.now() - keptMs,
    });
  }

  /** Calls jobs of a workspace that are over, and that are called by one of these names, by how many files they were. */
  relabelEnded(workspaceId: string, labels: readonly string[]): void {
    this.#db.run(
      `UPDATE jobs SET label = CASE WHEN total > 1 THEN total || ' files' ELSE '1 file' END
       WHERE workspace_id = :workspaceId AND state IN ('done', 'cancelled', 'failed')
       AND label IN (SELECT value FROM json_each(:labels))`,
      { workspaceId, labels: JSON.stringify(labels) },
    );
  }

  advance(
    id: string,
    {
      done = 0,
      failed = 0,
      skipped = 0,
      unchanged = 0,
      doneBytes = 0,
    }: JobAdvance,
  ): void {
    this.#db.run(
      `UPDATE jobs SET done = done + :done, failed = failed + :failed, skipped = skipped + :skipped,
       unchanged = unchanged + :unchanged, done_bytes = done_bytes + :doneBytes WHERE id = :id`,
      { id, done, failed, skipped, unchanged, doneBytes },
    );
  }

  /** The walk is over: what it found is the total. */
  endScan(id: string, total: { files: number; bytes: number }): void {
    this.#db.run(
      `UPDATE jobs SET paths = '[]', total = :files, total_bytes = :bytes,
       state = CASE state WHEN 'scanning' THEN 'running' ELSE state END WHERE id = :id`,
      { id, ...total },
    );
  }

  /** Paused with an error means that something outside stopped it, such as a full disk. */
  pause(id: string, error: AppErrorData | null): void {
    this.#db.run(
      `UPDATE jobs SET state = 'paused', error = :error WHERE id = :id AND state IN ('scanning', 'running')`,
      { id, error: error === null ? null : JSON.stringify(error) },
    );
  }

  resume(id: string): void {
    this.#db.run(
      `UPDATE jobs SET state = CASE WHEN total IS NULL THEN 'scanning' ELSE 'running' END, error = NULL
       WHERE id = :id AND state = 'paused'`,
      { id },
    );
  }

  end(
    id: string,
    state: "done" | "cancelled" | "failed",
    error: AppErrorData | null = null,
  ): void {
    this.#db.run(
      `UPDATE jobs SET state = :state, error = :error, finished_at = :now, paths = '[]',
       total = CASE :state WHEN 'done' THEN done ELSE total END
       WHERE id = :id AND state IN ('scanning', 'running', 'paused')`,
      {
        id,
        state,
        error: error === null ? null : JSON.stringify(error),
        now: this.#clock.now(),
      },
    );
    this.#ended.add(id);
  }
}

function fromRow(row: SqlRow): Job {
  const number = (name: string) =>
    row[name] === null ? null : Number(row[name]);
  const error = row["error"];
  return {
    id: String(row["id"]),
    workspaceId: String(row["workspace_id"]),
    kind: jobProgress.shape.kind.parse(row["kind"]),
    label: String(row["label"]),
    state: jobProgress.shape.state.parse(row["state"]),
    paths: pathsColumn.parse(JSON.parse(String(row["paths"]))),
    done: Number(row["done"]),
    failed: Number(row["failed"]),
    skipped: Number(row["skipped"]),
    unchanged: Number(row["unchanged"]),
    doneBytes: Number(row["done_bytes"]),
    total: number("total"),
    totalBytes: number("total_bytes"),
    startedAt: Number(row["started_at"]),
    finishedAt: number("finished_at"),
    error:
      typeof error === "string" ? appErrorData.parse(JSON.parse(error)) : null,
  };
}
