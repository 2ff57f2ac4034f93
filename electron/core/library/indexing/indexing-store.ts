import type { AppErrorData } from "#contract/errors.ts";
import { pageStripOf } from "#core/library/documents/document-rows.ts";
import { StaleRows } from "#core/library/indexes/stale-rows.ts";
import type { IndexKey } from "#core/ports/chunk-index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { FileFacts } from "#core/ports/files.ts";
import { indexKeyText } from "#core/workspaces/index-key.ts";
import { claimColumns, claimedFrom } from "./claimed-rows.ts";
import type { Claimed, Prepared } from "./prepared.ts";

/** What the indexing pipeline reads and writes of the documents. Callers open transactions around what belongs together. */
export class IndexingStore {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #stale: StaleRows;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#stale = new StaleRows(db);
    this.#clock = clock;
  }

  /** The next queued document of a job, now being extracted. Those that did not go well before come last. */
  claim(jobId: string): Claimed | null {
    return this.#db.transaction(() => {
      const row = this.#db.get(
        `SELECT ${claimColumns} FROM documents WHERE job_id = :jobId AND status = 'queued'
         ORDER BY attempts, documents.rowid LIMIT 1`,
        { jobId },
      );
      if (row === undefined) return null;
      const claimed = claimedFrom(row, jobId);
      this.#setStatus(claimed.id, "extracting");
      return claimed;
    });
  }

  hasOpen(jobId: string): boolean {
    const row = this.#db.get(
      `SELECT EXISTS (SELECT 1 FROM documents WHERE job_id = :jobId
       AND status IN ('queued', 'extracting', 'embedding')) AS has_open`,
      { jobId },
    );
    return row?.["has_open"] === 1;
  }

  setEmbedding(id: string): void {
    this.#setStatus(id, "embedding");
  }

  /** The file has changed by date only: what is indexed is its content. */
  setUnchanged(id: string, facts: FileFacts): void {
    this.#db.run(
      `UPDATE documents SET status = 'indexed', attempts = 0, size_bytes = :sizeBytes,
       modified_ms = :modifiedMs WHERE id = :id`,
      { id, sizeBytes: facts.sizeBytes, modifiedMs: facts.modifiedMs },
    );
  }

  /** Its worker died with it: it goes to the end of the queue. Returns how often that has happened. */
  putLast(document: Claimed): number {
    const attempts = document.attempts + 1;
    this.#db.run(
      "UPDATE documents SET status = 'queued', attempts = :attempts WHERE id = :id",
      {
        id: document.id,
        attempts,
      },
    );
    return attempts;
  }

  /** Failed documents of these, queued again under a job. */
  retry(ids: readonly string[], jobId: string): void {
    this.#db.run(
      `UPDATE documents SET status = 'queued', job_id = :jobId, attempts = 0
       WHERE status = 'failed' AND id IN (SELECT value FROM json_each(:ids))`,
      { ids: JSON.stringify(ids), jobId },
    );
  }

  /** The failed ones of these, with their sizes. */
  failedOf(
    workspaceId: string,
    ids: readonly string[],
  ): { ids: string[]; bytes: number } {
    const rows = this.#db.all(
      `SELECT id, size_bytes FROM documents WHERE workspace_id = :workspaceId AND status = 'failed'
       AND id IN (SELECT value FROM json_each(:ids))`,
      { workspaceId, ids: JSON.stringify(ids) },
    );
    return {
      ids: rows.map((row) => String(row["id"])),
      bytes: rows.reduce((sum, row) => sum + Number(row["size_bytes"]), 0),
    };
  }

  /** Forgets documents; rows in the index go later, by the journal. Returns those that were there. */
  remove(workspaceId: string, ids: readonly string[]): string[] {
    return this.#db.transaction(() => {
      const rows = this.#db.all(
        `SELECT id FROM documents WHERE workspace_id = :workspaceId AND id IN (SELECT value FROM json_each(:ids))`,
        { workspaceId, ids: JSON.stringify(ids) },
      );
      const found = rows.map((row) => String(row["id"]));
      this.#stale.add(found.map((id) => ({ id, workspaceId })));
      this.#db.run(
        "DELETE FROM documents WHERE id IN (SELECT value FROM json_each(:ids))",
        {
          ids: JSON.stringify(found),
        },
      );
      return found;
    });
  }

  /**
   * A job was cancelled: what it had queued goes back to what it was before, an indexed version or a failure,
   * and leaves the library where there is neither. Returns what left and what stayed.
   */
  giveUp(job: { id: string; workspaceId: string }): {
    removed: string[];
    restored: string[];
  } {
    return this.#db.transaction(() => {
      const isOpen =
        "job_id = :jobId AND status IN ('queued', 'extracting', 'embedding')";
      const before = this.#db.all(
        `SELECT id, reason IS NOT NULL OR EXISTS (SELECT 1 FROM document_texts WHERE document_id = id) AS had
         FROM documents WHERE ${isOpen}`,
        { jobId: job.id },
      );
      this.#db.run(
        `UPDATE documents SET status = CASE WHEN reason IS NULL THEN 'indexed' ELSE 'failed' END
         WHERE ${isOpen} AND (reason IS NOT NULL OR EXISTS (SELECT 1 FROM document_texts WHERE document_id = id))`,
        { jobId: job.id },
      );
      const ids = (had: number) =>
        before
          .filter((row) => row["had"] === had)
          .map((row) => String(row["id"]));
      return {
        removed: this.remove(job.workspaceId, ids(0)),
        restored: ids(1),
      };
    });
  }

  /** Nothing of an earlier version stays: what can't be read now can't be cited either. */
  fail(document: Claimed, reason: AppErrorData, facts: FileFacts | null): void {
    const { id } = document;
    this.#stale.add([document]);
    this.#db.run("DELETE FROM document_texts WHERE document_id = :id", { id });
    this.#db.run("DELETE FROM pages WHERE document_id = :id", { id });
    this.#db.run(
      `UPDATE documents SET status = 'failed', reason = :reason, title = NULL, pages = NULL, page_strip = '[]',
       chunks = 0, index_key = NULL, indexed_at = NULL, file_hash = NULL,
       size_bytes = coalesce(:sizeBytes, size_bytes), modified_ms = coalesce(:modifiedMs, modified_ms)
       WHERE id = :id`,
      {
        id,
        reason: JSON.stringify(reason),
        sizeBytes: facts?.sizeBytes ?? null,
        modifiedMs: facts?.modifiedMs ?? null,
      },
    );
  }

  /** Its rows are in the index: so is the document, from now on. */
  commit(prepared: Prepared, key: IndexKey): void {
    const { document, chunks, read } = prepared;
    const parameters = {
      id: document.id,
      chunks: chunks.length,
      key: indexKeyText(key),
      now: this.#clock.now(),
    };
    this.#db.run("DELETE FROM stale_rows WHERE document_id = :id", {
      id: document.id,
    });
    this.#db.run(
      `UPDATE documents SET chunks = :chunks, index_key = :key, indexed_at = :now WHERE id = :id`,
      parameters,
    );
    if (read !== null) this.#writeText(document.id, prepared.fileHash, read);
  }

  #writeText(
    id: string,
    fileHash: string,
    { extraction, facts }: NonNullable<Prepared["read"]>,
  ): void {
    const { text, blocks, pages } = extraction;
    this.#db.run(
      `UPDATE documents SET status = 'indexed', attempts = 0, reason = NULL, media_type = :mediaType,
       title = :title, file_hash = :fileHash, size_bytes = :sizeBytes, modified_ms = :modifiedMs,
       pages = :pages, page_strip = :pageStrip WHERE id = :id`,
      {
        id,
        mediaType: extraction.mediaType,
        title: extraction.title,
        fileHash,
        sizeBytes: facts.sizeBytes,
        modifiedMs: facts.modifiedMs,
        pages: pages.length === 0 ? null : pages.length,
        pageStrip: JSON.stringify(pageStripOf(pages)),
      },
    );
    this.#db.run(
      `INSERT INTO document_texts (document_id, text, blocks) VALUES (:id, :text, :blocks)
       ON CONFLICT (document_id) DO UPDATE SET text = excluded.text, blocks = excluded.blocks`,
      { id, text, blocks: JSON.stringify(blocks) },
    );
    this.#db.run("DELETE FROM pages WHERE document_id = :id", { id });
    for (const page of pages)
      this.#db.run(
        `INSERT INTO pages (document_id, page, start_offset, end_offset, status, reason)
         VALUES (:id, :page, :start, :end, :status, :reason)`,
        { id, ...page },
      );
  }

  /** Of these ids, those whose documents are still there. */
  existing(ids: readonly string[]): Set<string> {
    const rows = this.#db.all(
      "SELECT id FROM documents WHERE id IN (SELECT value FROM json_each(:ids))",
      { ids: JSON.stringify(ids) },
    );
    return new Set(rows.map((row) => String(row["id"])));
  }

  /** Everything in hand goes back to the queue; the work stopped in good order. */
  putBack(): void {
    this.#db.run(
      "UPDATE documents SET status = 'queued' WHERE status IN ('extracting', 'embedding')",
    );
  }

  /** Everything that was in hand when Hearth ended goes back to the queue: half-written rows are stale, and what was being read is suspect. */
  putBackAfterCrash(): void {
    this.#db.transaction(() => {
      this.#db.run(
        `INSERT OR IGNORE INTO stale_rows (document_id, workspace_id)
         SELECT id, workspace_id FROM documents WHERE status = 'embedding'`,
      );
      this.#db.run(
        "UPDATE documents SET index_key = NULL, chunks = 0 WHERE status = 'embedding'",
      );
      this.#db.run(
        "UPDATE documents SET attempts = attempts + 1 WHERE status = 'extracting'",
      );
      this.putBack();
    });
  }

  #setStatus(id: string, status: "extracting" | "embedding"): void {
    this.#db.run("UPDATE documents SET status = :status WHERE id = :id", {
      id,
      status,
    });
  }
}
