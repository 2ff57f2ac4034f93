import type { AppErrorData } from "#contract/errors.ts";
import type { Job } from "#core/jobs/job-store.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";
import type { FileFacts } from "#core/ports/files.ts";

/** What the library knows of a path. */
export interface KnownFile {
  id: string;
  jobId: string | null;
  status: string;
  sizeBytes: number;
  modifiedMs: number;
  reasonCode: string | null;
}

/** What a walk reads and writes of the documents. */
export class ScanStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  known(workspaceId: string, paths: readonly string[]): Map<string, KnownFile> {
    const rows = this.#db.all(
      `SELECT id, path, job_id, status, size_bytes, modified_ms, reason ->> 'code' AS reason_code
       FROM documents WHERE workspace_id = :workspaceId AND path IN (SELECT value FROM json_each(:paths))`,
      { workspaceId, paths: JSON.stringify(paths) },
    );
    return new Map(rows.map((row) => [String(row["path"]), knownFrom(row)]));
  }

  /** A file that is new to the library, or one that can't even be looked at (with its reason). Returns its id. */
  insert(
    job: Job,
    file: { facts: FileFacts; name: string; reason: AppErrorData | null },
  ): string {
    const id = globalThis.crypto.randomUUID();
    this.#db.run(
      `INSERT INTO documents (id, workspace_id, job_id, path, name, size_bytes, modified_ms, status, reason, added_at)
       VALUES (:id, :workspaceId, :jobId, :path, :name, :sizeBytes, :modifiedMs, :status, :reason, :addedAt)`,
      {
        id,
        workspaceId: job.workspaceId,
        jobId: job.id,
        path: file.facts.path,
        name: file.name,
        sizeBytes: file.facts.sizeBytes,
        modifiedMs: file.facts.modifiedMs,
        status: file.reason === null ? "queued" : "failed",
        reason: file.reason === null ? null : JSON.stringify(file.reason),
        addedAt: job.startedAt,
      },
    );
    return id;
  }

  /**
   * Looks at it again under this job. Size is what the job weighs it by; the date and hash of the indexed version
   * stay until a new one is written, so that a cancelled job leaves the change to be found again.
   */
  requeue(id: string, jobId: string, sizeBytes: number): void {
    this.#db.run(
      `UPDATE documents SET status = 'queued', job_id = :jobId, size_bytes = :sizeBytes, attempts = 0 WHERE id = :id`,
      { id, jobId, sizeBytes },
    );
  }

  /** Paths of documents below a folder. The separator is the folder's own. */
  pathsBelow(
    workspaceId: string,
    folder: string,
    separator: string,
  ): { id: string; path: string }[] {
    const prefix = folder.endsWith(separator) ? folder : folder + separator;
    return this.#db
      .all(
        `SELECT id, path FROM documents WHERE workspace_id = :workspaceId
         AND path >= :prefix AND path < :after AND status IN ('indexed', 'failed')`,
        {
          workspaceId,
          prefix,
          after:
            prefix.slice(0, -1) +
            String.fromCharCode(separator.charCodeAt(0) + 1),
        },
      )
      .map((row) => ({ id: String(row["id"]), path: String(row["path"]) }));
  }

  /** What the person added, for keeping in step later. */
  rememberSources(job: Job): void {
    for (const path of job.paths)
      this.#db.run(
        `INSERT INTO sources (id, workspace_id, path, added_at) VALUES (:id, :workspaceId, :path, :addedAt)
         ON CONFLICT (workspace_id, path) DO NOTHING`,
        {
          id: globalThis.crypto.randomUUID(),
          workspaceId: job.workspaceId,
          path,
          addedAt: job.startedAt,
        },
      );
  }

  /** Jobs that a person paused: their files may be taken over by one that runs. */
  pausedJobs(): Set<string> {
    const rows = this.#db.all("SELECT id FROM jobs WHERE state = 'paused'");
    return new Set(rows.map((row) => String(row["id"])));
  }
}

function knownFrom(row: SqlRow): KnownFile {
  const jobId = row["job_id"];
  const reasonCode = row["reason_code"];
  return {
    id: String(row["id"]),
    jobId: typeof jobId === "string" ? jobId : null,
    status: String(row["status"]),
    sizeBytes: Number(row["size_bytes"]),
    modifiedMs: Number(row["modified_ms"]),
    reasonCode: typeof reasonCode === "string" ? reasonCode : null,
  };
}
