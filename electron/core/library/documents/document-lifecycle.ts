import type { AppErrorData } from "#contract/errors.ts";
import type { IndexKey } from "#core/ports/chunk-index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { FileFacts } from "#core/ports/files.ts";
import { indexKeyText } from "#core/workspaces/index-key.ts";
import type { ChunkedDocument } from "./chunked-document.ts";
import {
  type ClaimedDocument,
  claimColumns,
  claimedFrom,
} from "./claimed-document.ts";
import { deleteContents, writeContents } from "./document-contents.ts";
import { pageStripOf } from "./document-rows.ts";
import { openStates, sqlList } from "./document-states.ts";
import { DocumentTable } from "./document-table.ts";
import { StaleRows } from "./stale-rows.ts";
import { maxAttempts, Suspects } from "./suspects.ts";

/**
 * What happens to a document from being queued to being searchable, or why not. Callers open transactions around
 * what belongs together. `readersVersion`: see the Extractor port.
 */
export class DocumentLifecycle {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #readersVersion: number;
  readonly #table: DocumentTable;
  readonly #stale: StaleRows;
  readonly #suspects: Suspects;

  constructor(db: Database, clock: Clock, readersVersion: number) {
    this.#db = db;
    this.#clock = clock;
    this.#readersVersion = readersVersion;
    this.#table = new DocumentTable(db);
    this.#stale = new StaleRows(db);
    this.#suspects = new Suspects(this.#table);
  }

  /** A file that is new to the library, or one that can't even be looked at (with its reason). Returns its id. */
  insert(
    job: { id: string; workspaceId: string; startedAt: number },
    file: { facts: FileFacts; name: string; reason: AppErrorData | null },
  ): string {
    return this.#table.insert({
      ...file.facts,
      workspaceId: job.workspaceId,
      jobId: job.id,
      name: file.name,
      status: file.reason === null ? "queued" : "failed",
      reason: file.reason === null ? null : JSON.stringify(file.reason),
      addedAt: job.startedAt,
    });
  }

  /**
   * Looks at it again under this job. Size is what the job weighs it by; the date and hash of the indexed version
   * stay until a new one is written, so that a cancelled job leaves the change to be found again.
   */
  requeue(id: string, jobId: string, sizeBytes: number): void {
    this.#table.move("requeue", [id], {
      set: "job_id = :jobId, size_bytes = :sizeBytes, attempts = 0",
      parameters: { jobId, sizeBytes },
    });
  }

  /** Settled documents, to be read again under a job even where the file has not changed. */
  readAgain(ids: readonly string[], jobId: string): void {
    this.#table.move("requeue", ids, {
      set: "job_id = :jobId, attempts = 0, file_hash = NULL",
      parameters: { jobId },
    });
  }

  /** The next queued document of a job, now being extracted: one that was never in hand at an unexpected end, or one that was. */
  claim(
    jobId: string,
    { isSuspect }: { isSuspect: boolean },
  ): ClaimedDocument | null {
    const row = this.#db.get(
      `SELECT ${claimColumns} FROM documents WHERE job_id = :jobId AND status = 'queued'
       AND attempts ${isSuspect ? "> 0" : "= 0"} ORDER BY attempts, documents.rowid LIMIT 1`,
      { jobId },
    );
    if (row === undefined) return null;
    const claimed = claimedFrom(row, jobId);
    this.#table.move("claim", [claimed.id], { isInHand: true });
    return claimed;
  }

  /** Says which documents a process works on at this moment: the ones to blame if it ends. */
  setInHand(ids: readonly string[], isInHand: boolean): void {
    this.#table.update(ids, `is_in_hand = ${isInHand ? 1 : 0}`);
  }

  hasOpen(jobId: string): boolean {
    const row = this.#db.get(
      `SELECT EXISTS (SELECT 1 FROM documents WHERE job_id = :jobId
       AND status IN (${sqlList(openStates)})) AS has_open`,
      { jobId },
    );
    return row?.["has_open"] === 1;
  }

  /** Their texts were read; they are still in hand, to be cut into passages. */
  setEmbedding(ids: readonly string[]): void {
    this.#table.move("embed", ids, { isInHand: true });
  }

  /** The file has changed by date only: what is indexed is its content. */
  setUnchanged(id: string, facts: FileFacts): void {
    this.#table.move("keep", [id], {
      set: "attempts = 0, size_bytes = :sizeBytes, modified_ms = :modifiedMs",
      parameters: { sizeBytes: facts.sizeBytes, modifiedMs: facts.modifiedMs },
    });
  }

  /**
   * A worker ended with it in hand: it is tried once more, behind the others. Returns how often it is known to have
   * done that; where it was not alone it is only suspect.
   */
  putLast(
    document: ClaimedDocument,
    { isAlone }: { isAlone: boolean },
  ): number {
    this.#table.move("putBack", [document.id]);
    return this.#suspects.blameOne(document, { isAlone });
  }

  /** A file of a type that isn't read. Nothing of an earlier version stays. */
  skip(
    document: ClaimedDocument,
    reason: AppErrorData,
    facts: FileFacts | null,
  ): void {
    this.#settleWithout("skip", document, { reason, facts });
  }

  /** Nothing of an earlier version stays: what can't be read now can't be cited either. */
  fail(
    document: ClaimedDocument,
    reason: AppErrorData,
    facts: FileFacts | null,
  ): void {
    this.#settleWithout("fail", document, { reason, facts });
  }

  #settleWithout(
    transition: "skip" | "fail",
    document: ClaimedDocument,
    { reason, facts }: { reason: AppErrorData; facts: FileFacts | null },
  ): void {
    this.#stale.add([document]);
    deleteContents(this.#db, document.id);
    this.#table.move(transition, [document.id], {
      set: `reason = :reason, title = NULL, pages = NULL, page_strip = '[]', chunks = 0, index_key = NULL,
       indexed_at = NULL, file_hash = NULL, readers_version = :readersVersion,
       size_bytes = coalesce(:sizeBytes, size_bytes), modified_ms = coalesce(:modifiedMs, modified_ms)`,
      parameters: {
        reason: JSON.stringify(reason),
        readersVersion: this.#readersVersion,
        sizeBytes: facts?.sizeBytes ?? null,
        modifiedMs: facts?.modifiedMs ?? null,
      },
    });
  }

  /** Its rows are in the index: so is the document, from now on. */
  commit(
    { document, chunks, fileHash, read }: ChunkedDocument,
    key: IndexKey,
  ): void {
    const ids = [document.id];
    this.#stale.forget(ids);
    this.#suspects.forgive(document.jobId);
    this.#table.update(
      ids,
      "chunks = :chunks, index_key = :key, indexed_at = :now, attempts = 0, is_in_hand = 0",
      { chunks: chunks.length, key: indexKeyText(key), now: this.#clock.now() },
    );
    if (read === null) return;
    const { extraction, facts } = read;
    const { pages, mediaType, title } = extraction;
    this.#table.move("index", ids, {
      set: `reason = NULL, media_type = :mediaType, title = :title, file_hash = :fileHash,
       readers_version = :readersVersion, size_bytes = :sizeBytes, modified_ms = :modifiedMs,
       pages = :pages, page_strip = :pageStrip`,
      parameters: {
        mediaType,
        title,
        fileHash,
        readersVersion: this.#readersVersion,
        sizeBytes: facts.sizeBytes,
        modifiedMs: facts.modifiedMs,
        pages: pages.length === 0 ? null : pages.length,
        pageStrip: JSON.stringify(pageStripOf(pages)),
      },
    });
    writeContents(this.#db, document.id, extraction);
  }

  /** Of these ids, those whose documents are still there. */
  present(ids: readonly string[]): Set<string> {
    return new Set(
      this.#table.idsWhere(
        "status <> 'removed' AND id IN (SELECT value FROM json_each(:ids))",
        { ids: JSON.stringify(ids) },
      ),
    );
  }

  /** Everything in hand, of one job or of all, goes back to the queue; the work stopped in good order. */
  putBack(jobId: string | null = null): void {
    const ids = this.#table.idsWhere(
      "status IN ('extracting', 'embedding') AND (:jobId IS NULL OR job_id = :jobId)",
      { jobId },
    );
    this.#table.move("putBack", ids);
    if (jobId === null)
      this.setInHand(this.#table.idsWhere("is_in_hand = 1"), false);
  }

  /**
   * Everything that was in work when Hearth ended goes back to the queue: half-written rows are stale, and what was
   * in hand is suspect. One that was alone in hand too often is returned, to be failed.
   */
  putBackAfterCrash(): ClaimedDocument[] {
    return this.#db.transaction(() => {
      const embedding = this.#db
        .all(
          "SELECT id, workspace_id FROM documents WHERE status = 'embedding'",
        )
        .map((row) => ({
          id: String(row["id"]),
          workspaceId: String(row["workspace_id"]),
        }));
      this.loseRows(embedding);
      this.#suspects.blame(this.#table.idsWhere("is_in_hand = 1"));
      this.putBack();
      return this.#db
        .all(
          `SELECT ${claimColumns} FROM documents WHERE attempts >= :maxAttempts
           AND status IN ('queued', 'indexed')`,
          { maxAttempts },
        )
        .map((row) => claimedFrom(row, String(row["job_id"])));
    });
  }

  /** Rows of these may be written in part: as after a crash. */
  loseRows(documents: readonly { id: string; workspaceId: string }[]): void {
    this.#db.transaction(() => {
      this.#stale.add(documents);
      this.#table.update(
        documents.map(({ id }) => id),
        "index_key = NULL, chunks = 0",
      );
    });
  }

  /** No document is in this index any more. */
  forgetIndex(workspaceId: string, key: IndexKey): void {
    this.#table.update(
      this.#table.idsWhere(
        "workspace_id = :workspaceId AND index_key = :keyText",
        { workspaceId, keyText: indexKeyText(key) },
      ),
      "index_key = NULL, chunks = 0",
    );
  }
}
