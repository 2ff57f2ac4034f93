import type { SqlRow } from "#core/ports/database.ts";

/** A document that the pipeline has taken to work on. */
export interface ClaimedDocument {
  id: string;
  rowId: number;
  jobId: string;
  workspaceId: string;
  path: string;
  name: string;
  sizeBytes: number;
  fileHash: string | null;
  /** Of the indexed version. */
  title: string | null;
  sensitivity: "normal" | "private";
  /** Times that its worker, or Hearth, ended while it was in hand: with any it is handled alone. */
  attempts: number;
  /** JSON of the index that holds an earlier version of it; null when none does. */
  indexKey: string | null;
}

/** What claimedFrom reads. */
export const claimColumns = `documents.rowid AS row_id, documents.id, job_id, workspace_id, path, name, size_bytes,
  file_hash, title, sensitivity, attempts, index_key`;

/** Of a row with `claimColumns`. */
export function claimedFrom(row: SqlRow, jobId: string): ClaimedDocument {
  const fileHash = row["file_hash"];
  const indexKey = row["index_key"];
  const title = row["title"];
  return {
    id: String(row["id"]),
    rowId: Number(row["row_id"]),
    jobId,
    workspaceId: String(row["workspace_id"]),
    path: String(row["path"]),
    name: String(row["name"]),
    sizeBytes: Number(row["size_bytes"]),
    title: typeof title === "string" ? title : null,
    fileHash: typeof fileHash === "string" ? fileHash : null,
    sensitivity: row["sensitivity"] === "private" ? "private" : "normal",
    attempts: Number(row["attempts"]),
    indexKey: typeof indexKey === "string" ? indexKey : null,
  };
}
