import type { JobStore } from "#core/jobs/job-store.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import type { ClaimedDocument } from "./claimed-document.ts";
import type { DocumentLifecycle } from "./document-lifecycle.ts";
import { quarantined } from "./failures.ts";

/** They ended Hearth too often: nothing goes on with them until the person says so. */
export function quarantine(
  documents: readonly ClaimedDocument[],
  parts: { db: Database; store: DocumentLifecycle; jobs: JobStore; log: Log },
): void {
  const { db, store, jobs, log } = parts;
  for (const document of documents) {
    const { attempts, jobId, sizeBytes } = document;
    log.warn("a file is left alone", { attempts });
    db.transaction(() => {
      store.fail(document, quarantined(attempts).toData(), null);
      jobs.advance(jobId, { done: 1, failed: 1, doneBytes: sizeBytes });
    });
  }
}
