import type { SqlRow } from "#core/ports/database.ts";
import type { Claimed } from "./prepared.ts";

/** What claimedFrom reads. */
export const claimColumns = `documents.rowid AS row_id, documents.id, job_id, workspace_id, path, name, size_bytes,
  file_hash, title, sensitivity, attempts, index_key`;

export function claimedFrom(row: SqlRow, jobId: string): Claimed {
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
