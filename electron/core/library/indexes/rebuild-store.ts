import {
  type ClaimedDocument,
  claimColumns,
  claimedFrom,
} from "#core/library/documents/claimed-document.ts";
import type { IndexKey } from "#core/ports/chunk-index.ts";
import type { Database } from "#core/ports/database.ts";
import { indexKeyText } from "#core/workspaces/index-key.ts";

/** Which documents are in which index. */
export class RebuildStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The next document after `afterRowId` whose text is there but whose chunks are not in this index; suspects: see ClaimedDocument.attempts. */
  next(
    job: { id: string; workspaceId: string },
    key: IndexKey,
    { afterRowId, isSuspect }: { afterRowId: number; isSuspect: boolean },
  ): ClaimedDocument | null {
    const row = this.#db.get(
      `SELECT ${claimColumns} FROM documents JOIN document_texts ON document_id = id
       WHERE workspace_id = :workspaceId AND index_key IS NOT :key AND documents.rowid > :afterRowId
       AND status <> 'removed' AND attempts ${isSuspect ? "> 0" : "= 0"}
       ORDER BY attempts, documents.rowid LIMIT 1`,
      { workspaceId: job.workspaceId, key: indexKeyText(key), afterRowId },
    );
    return row === undefined ? null : claimedFrom(row, job.id);
  }

  /** What a rebuild has before it; `settledOnly` leaves out documents that wait to be read again anyway. */
  count(
    workspaceId: string,
    key: IndexKey,
    { settledOnly }: { settledOnly: boolean },
  ): { files: number; bytes: number } {
    const row = this.#db.get(
      `SELECT count(*) AS files, coalesce(sum(size_bytes), 0) AS bytes
       FROM documents JOIN document_texts ON document_id = id
       WHERE workspace_id = :workspaceId AND index_key IS NOT :key AND status <> 'removed'
       AND (NOT :settledOnly OR status = 'indexed')`,
      { workspaceId, key: indexKeyText(key), settledOnly: settledOnly ? 1 : 0 },
    );
    return {
      files: Number(row?.["files"] ?? 0),
      bytes: Number(row?.["bytes"] ?? 0),
    };
  }

  /** Rows that the index should hold; null while documents are between two indexes, when it can't be told. */
  countChunks(workspaceId: string, key: IndexKey): number | null {
    const row = this.#db.get(
      `SELECT coalesce(sum(chunks), 0) AS chunks, 
         coalesce(sum(index_key IS NOT :key AND index_key IS NOT NULL), 0) AS others
       FROM documents WHERE workspace_id = :workspaceId`,
      { workspaceId, key: indexKeyText(key) },
    );
    return Number(row?.["others"] ?? 0) > 0
      ? null
      : Number(row?.["chunks"] ?? 0);
  }
}
