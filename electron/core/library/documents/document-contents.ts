import type { Database } from "#core/ports/database.ts";
import type { Extraction } from "#core/ports/extractor.ts";

/** Replaces what is kept of a document's text: the text itself, its blocks and pages. */
export function writeContents(
  db: Database,
  id: string,
  { text, blocks, pages }: Extraction,
): void {
  db.run(
    `INSERT INTO document_texts (document_id, text, blocks) VALUES (:id, :text, :blocks)
     ON CONFLICT (document_id) DO UPDATE SET text = excluded.text, blocks = excluded.blocks`,
    { id, text, blocks: JSON.stringify(blocks) },
  );
  db.run("DELETE FROM pages WHERE document_id = :id", { id });
  for (const page of pages)
    db.run(
      `INSERT INTO pages (document_id, page, start_offset, end_offset, status, reason)
       VALUES (:id, :page, :start, :end, :status, :reason)`,
      { id, ...page },
    );
}

/** Its text, pages and blocks; the document itself stays. */
export function deleteContents(db: Database, id: string): void {
  db.run("DELETE FROM document_texts WHERE document_id = :id", { id });
  db.run("DELETE FROM pages WHERE document_id = :id", { id });
}
