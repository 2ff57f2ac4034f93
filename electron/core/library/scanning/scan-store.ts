import type { Job } from "#core/jobs/job-store.ts";
import {
  type DocumentState,
  documentState,
  settledStates,
  sqlList,
} from "#core/library/documents/document-states.ts";
import { SourceStore } from "#core/library/documents/source-store.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";

/** What the library knows of a path. */
export interface KnownFile {
  id: string;
  jobId: string | null;
  status: DocumentState;
  sizeBytes: number;
  modifiedMs: number;
  readersVersion: number;
  reasonCode: string | null;
}

/** What a walk reads of the documents, and the folders that a person added. */
export class ScanStore {
  readonly #db: Database;
  readonly #sources: SourceStore;

  constructor(db: Database) {
    this.#db = db;
    this.#sources = new SourceStore(db);
  }

  known(workspaceId: string, paths: readonly string[]): Map<string, KnownFile> {
    const rows = this.#db.all(
      `SELECT id, path, job_id, status, size_bytes, modified_ms, readers_version, reason ->> 'code' AS reason_code
       FROM documents WHERE workspace_id = :workspaceId AND path IN (SELECT value FROM json_each(:paths))`,
      { workspaceId, paths: JSON.stringify(paths) },
    );
    return new Map(rows.map((row) => [String(row["path"]), knownFrom(row)]));
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
         AND path >= :prefix AND path < :after AND status IN (${sqlList(settledStates)})`,
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
    this.#sources.remember(job.workspaceId, job.paths, job.startedAt);
  }
}

function knownFrom(row: SqlRow): KnownFile {
  const jobId = row["job_id"];
  const reasonCode = row["reason_code"];
  return {
    id: String(row["id"]),
    jobId: typeof jobId === "string" ? jobId : null,
    status: documentState.parse(row["status"]),
    sizeBytes: Number(row["size_bytes"]),
    modifiedMs: Number(row["modified_ms"]),
    readersVersion: Number(row["readers_version"]),
    reasonCode: typeof reasonCode === "string" ? reasonCode : null,
  };
}
