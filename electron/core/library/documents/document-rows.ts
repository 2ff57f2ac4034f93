import { z } from "zod";
import { type AppErrorData, appErrorData } from "#contract/errors.ts";
import {
  type Block,
  type DocumentSummary,
  documentStatus,
  type LibraryCounts,
  type PageRange,
  type PageStatus,
  pageRange,
  pageStatus,
} from "#contract/library.ts";
import type { SqlRow, SqlValue } from "#core/ports/database.ts";
import { normalPath } from "./paths.ts";

/** The columns of a summary: everything but the text. */
export const summaryColumns = `id, workspace_id, name, path, folder, media_type, size_bytes, status, reason,
  pages, page_strip, chunks, added_at, indexed_at`;

const pageStripColumn = z.array(pageStatus).max(20);

/** Of a row with `summaryColumns`. @throws ZodError for a state that no Hearth wrote */
export function summaryFrom(row: SqlRow): DocumentSummary {
  const status = documentStatus.parse(row["status"]);
  // Written by the store itself from contract values: branded again without another look
  return {
    id: row["id"],
    workspaceId: row["workspace_id"],
    name: row["name"],
    path: row["path"],
    folder: normalPath(String(row["folder"])),
    mediaType: row["media_type"],
    sizeBytes: Number(row["size_bytes"]),
    status,
    reason:
      status === "failed" || status === "skipped"
        ? reasonFrom(row["reason"] ?? null)
        : null,
    pages: numberOrNull(row["pages"]),
    pageStrip: pageStripColumn.parse(JSON.parse(String(row["page_strip"]))),
    chunks: Number(row["chunks"]),
    addedAt: Number(row["added_at"]),
    indexedAt: numberOrNull(row["indexed_at"]),
  } as DocumentSummary;
}

/** What a hit says of its document. */
export type SearchableDocument = Pick<
  DocumentSummary,
  "id" | "workspaceId" | "name" | "path"
>;

export function searchableFrom(row: SqlRow): SearchableDocument {
  // Branded again as above
  return {
    id: row["id"],
    workspaceId: row["workspace_id"],
    name: row["name"],
    path: row["path"],
  } as SearchableDocument;
}

/** Of a row of `pages`; offsets into the text, end exclusive. */
export function pageFrom(row: SqlRow): PageRange {
  return pageRange.parse({
    page: row["page"],
    start: row["start_offset"],
    end: row["end_offset"],
    status: row["status"],
    reason: row["reason"],
  });
}

/** As the store wrote them: to look at each again took 60 ms for a long document, at every question. */
export function blocksFrom(value: SqlValue): Block[] {
  return JSON.parse(String(value)) as Block[];
}

/** SQL: a document that failed, and whose reason says what a person can do. */
export const needsYou =
  "status = 'failed' AND json_extract(reason, '$.advice') IS NOT NULL";

/** From rows of (status, count, needYou). */
export function countsFrom(rows: readonly SqlRow[]): LibraryCounts {
  const of = (...statuses: string[]) =>
    rows
      .filter((row) => statuses.includes(String(row["status"])))
      .reduce((sum, row) => sum + Number(row["count"]), 0);
  const counts = {
    queued: of("queued"),
    working: of("extracting", "embedding"),
    indexed: of("indexed"),
    failed: of("failed"),
    skipped: of("skipped"),
  };
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const needYou = rows.reduce((sum, row) => sum + Number(row["needYou"]), 0);
  return { total, needYou, ...counts };
}

const worstFirst: readonly PageStatus[] = ["failed", "empty", "ocr", "text"];
const maxCells = 20;

/** At most 20 cells that stand for the pages in order, each the worst status of its pages. */
export function pageStripOf(pages: readonly PageRange[]): PageStatus[] {
  const cells = Math.min(maxCells, pages.length);
  return Array.from({ length: cells }, (_, cell) => {
    const first = Math.floor((cell * pages.length) / cells);
    const next = Math.floor(((cell + 1) * pages.length) / cells);
    const within = new Set(
      pages.slice(first, next).map(({ status }) => status),
    );
    return worstFirst.find((status) => within.has(status)) ?? "text";
  });
}

function reasonFrom(value: SqlValue): AppErrorData | null {
  return typeof value === "string"
    ? appErrorData.parse(JSON.parse(value))
    : null;
}

function numberOrNull(value: SqlValue | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
