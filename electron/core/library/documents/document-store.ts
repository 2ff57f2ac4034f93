import { AppError } from "#contract/errors.ts";
import type {
  Block,
  DocumentFilter,
  DocumentSort,
  DocumentSummary,
  LibraryCounts,
  PageRange,
} from "#contract/library.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";
import {
  blocksFrom,
  countsFrom,
  needsYou,
  pageFrom,
  type SearchableDocument,
  searchableFrom,
  summaryColumns,
  summaryFrom,
} from "./document-rows.ts";
import { settledStates, sqlList } from "./document-states.ts";
import { KeptUntilChange } from "./kept-until-change.ts";
import { linkedPath } from "./linked-document.ts";
import { pendingDocuments } from "./pending-documents.ts";

export interface DocumentQuery {
  workspaceId: string;
  offset: number;
  limit: number;
  /** Part of a name or path, ignoring case; empty for all. */
  filter: string;
  status?: DocumentFilter | undefined;
  /** Default: added. */
  sort?: DocumentSort | undefined;
  /** Default: newest first for "added", else ascending. */
  direction?: "ascending" | "descending" | undefined;
}

/** What each order compares, each of them an index; `added` is told from the newest on. */
const orders: Record<DocumentSort, readonly [string, "ASC" | "DESC"][]> = {
  added: [
    ["added_at", "ASC"],
    ["path", "DESC"],
  ],
  name: [
    ["name COLLATE NOCASE", "ASC"],
    ["path", "ASC"],
  ],
  folder: [
    ["folder COLLATE NOCASE", "ASC"],
    ["name COLLATE NOCASE", "ASC"],
    ["path", "ASC"],
  ],
  size: [
    ["size_bytes", "ASC"],
    ["path", "ASC"],
  ],
  status: [
    ["status_rank", "ASC"],
    ["added_at", "DESC"],
    ["path", "ASC"],
  ],
};

const ofShown =
  "JOIN documents ON id = document_id WHERE id = :id AND status <> 'removed'";

/** Searches join the passages of the same short texts; hundreds of these are a few megabytes. */
const shortTextChars = 8_000;

/** Reads the documents of the library: their summaries, texts and pages. */
export class DocumentStore {
  readonly #db: Database;
  /** Null for one that no search finds. */
  readonly #searchable: KeptUntilChange<SearchableDocument | null>;
  readonly #shortTexts: KeptUntilChange<string>;

  constructor(db: Database) {
    this.#db = db;
    this.#searchable = new KeptUntilChange(db, { max: 10_000 });
    this.#shortTexts = new KeptUntilChange(db, { max: 500 });
  }

  /** @throws AppError not-found */
  get(id: string): DocumentSummary {
    const found = this.getMany([id]).get(id);
    if (found === undefined) throw notFound();
    return found;
  }

  /** Those that exist, by id. */
  getMany(ids: readonly string[]): Map<string, DocumentSummary> {
    const rows = this.#db.all(
      `SELECT ${summaryColumns} FROM documents
       WHERE id IN (SELECT value FROM json_each(:ids)) AND status <> 'removed'`,
      { ids: JSON.stringify(ids) },
    );
    return new Map(rows.map((row) => [String(row["id"]), summaryFrom(row)]));
  }

  /** Of these, those that a search finds, by id: only what an answer says of a document, for a search asks for hundreds. */
  searchable(ids: readonly string[]): Map<string, SearchableDocument> {
    const known = this.#searchable.current();
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) {
      for (const id of unknown) known.set(id, null);
      const rows = this.#db.all(
        `SELECT id, workspace_id, name, path FROM documents
         WHERE id IN (SELECT value FROM json_each(:ids)) AND status = 'indexed'`,
        { ids: JSON.stringify(unknown) },
      );
      for (const row of rows) known.set(String(row["id"]), searchableFrom(row));
    }
    return new Map(
      ids.flatMap((id) => {
        const document = known.get(id);
        return document ? [[id, document]] : [];
      }),
    );
  }

  /** The document that a relative link of this one leads to; null where none is there. @throws AppError not-found */
  linked(id: string, target: string): DocumentSummary | null {
    const { workspaceId, path } = this.get(id);
    const wanted = linkedPath(path, target);
    if (wanted === null) return null;
    const row = this.#db.get(
      `SELECT ${summaryColumns} FROM documents
       WHERE workspace_id = :workspaceId AND path = :wanted AND status <> 'removed'`,
      { workspaceId, wanted },
    );
    return row === undefined ? null : summaryFrom(row);
  }

  /** Those that no search finds yet. */
  pending(workspaceId: string): number {
    return pendingDocuments(this.#db, workspaceId);
  }

  /** A page in the order asked for; `total` counts what matches the filter and status. */
  list(query: DocumentQuery): { documents: DocumentSummary[]; total: number } {
    const { where, parameters } = conditionsOf(query);
    const count = this.#db.get(
      `SELECT count(*) AS total FROM documents WHERE ${where}`,
      parameters,
    );
    const rows = this.#db.all(
      `SELECT ${summaryColumns} FROM documents WHERE ${where}
       ORDER BY ${orderOf(query)} LIMIT :limit OFFSET :offset`,
      { ...parameters, limit: query.limit, offset: query.offset },
    );
    return {
      documents: rows.map(summaryFrom),
      total: Number(count?.["total"] ?? 0),
    };
  }

  /** Paths of every document of every workspace, also of those whose removal can still be undone. */
  paths(): Set<string> {
    return new Set(
      this.#db
        .all("SELECT path FROM documents")
        .map((row) => String(row["path"])),
    );
  }

  counts(workspaceId: string): LibraryCounts {
    return countsFrom(
      this.#db.all(
        `SELECT status, count(*) AS count, total(${needsYou}) AS needYou FROM documents
         WHERE workspace_id = :workspaceId AND status <> 'removed' GROUP BY status`,
        { workspaceId },
      ),
    );
  }

  /** Of these, those that no work is going on for, with the size of their files. */
  idle(
    workspaceId: string,
    ids: readonly string[],
  ): { ids: string[]; bytes: number } {
    const rows = this.#db.all(
      `SELECT id, size_bytes FROM documents WHERE workspace_id = :workspaceId
       AND (status IN (${sqlList(settledStates)}) OR (status = 'queued' AND job_id IS NULL))
       AND id IN (SELECT value FROM json_each(:ids))`,
      { workspaceId, ids: JSON.stringify(ids) },
    );
    return {
      ids: rows.map((row) => String(row["id"])),
      bytes: rows.reduce((sum, row) => sum + Number(row["size_bytes"]), 0),
    };
  }

  /** The whole extracted Markdown alone: the blocks of a long document take their time. @throws AppError as text */
  markdown(id: string): string {
    const short = this.#shortTexts.current();
    const known = short.get(id);
    if (known !== undefined) return known;
    const row = this.#db.get(`SELECT text FROM document_texts ${ofShown}`, {
      id,
    });
    if (row === undefined) throw notFound();
    const text = String(row["text"]);
    if (text.length <= shortTextChars) short.set(id, text);
    return text;
  }

  /** The whole extracted Markdown and its blocks. @throws AppError not-found, also before it is indexed */
  text(id: string): { text: string; blocks: Block[] } {
    const row = this.#db.get(
      `SELECT text, blocks FROM document_texts ${ofShown}`,
      { id },
    );
    if (row === undefined) throw notFound();
    return {
      text: String(row["text"]),
      blocks: blocksFrom(row["blocks"] ?? "[]"),
    };
  }

  /** In order; empty where the format has no pages. */
  pages(id: string): PageRange[] {
    return this.#db
      .all("SELECT * FROM pages WHERE document_id = :id ORDER BY page", { id })
      .map(pageFrom);
  }
}

function notFound(): AppError {
  return new AppError("not-found", "This document is not in the library.", {
    advice: "It may have been removed, or is not read yet.",
  });
}

function orderOf({ sort = "added", direction }: DocumentQuery): string {
  const isDescending =
    (direction ?? (sort === "added" ? "descending" : "ascending")) ===
    "descending";
  return orders[sort]
    .map(([column, way]) => {
      const isDown = (way === "DESC") !== isDescending;
      return `${column} ${isDown ? "DESC" : "ASC"}`;
    })
    .join(", ");
}

function conditionsOf(query: DocumentQuery): {
  where: string;
  parameters: SqlRow;
} {
  const conditions = ["workspace_id = :workspaceId", "status <> 'removed'"];
  const parameters: SqlRow = { workspaceId: query.workspaceId };
  if (query.status === "needs-you") conditions.push(needsYou);
  else if (query.status !== undefined) {
    conditions.push("status = :status");
    parameters["status"] = query.status;
  }
  const filter = query.filter.normalize("NFC").toLowerCase();
  if (filter !== "") {
    // A path ends with the name. LIKE ignores case by itself for ASCII, which is ten times quicker than fold()
    const isAscii = /^[\u0020-\u007e]*$/.test(filter);
    conditions.push(
      `${isAscii ? "path" : "fold(path)"} LIKE :pattern ESCAPE '\\'`,
    );
    parameters["pattern"] = `%${filter.replace(/[\\%_]/g, "\\$&")}%`;
  }
  return { where: conditions.join(" AND "), parameters };
}
