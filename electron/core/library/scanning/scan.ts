import type { PassedOver } from "#core/jobs/job-progress.ts";
import type { Job, JobStore } from "#core/jobs/job-store.ts";
import type { DocumentLifecycle } from "#core/library/documents/document-lifecycle.ts";
import { isPassing, unreadable } from "#core/library/documents/failures.ts";
import type { Outcome } from "#core/library/documents/outcomes.ts";
import {
  baseName,
  normalPath,
  separatorOf,
} from "#core/library/documents/paths.ts";
import type { Deletions } from "#core/library/removing/deletions.ts";
import type { Removals } from "#core/library/removing/removals.ts";
import type { Database } from "#core/ports/database.ts";
import type { FileFacts, Files } from "#core/ports/files.ts";
import type { KnownFile, ScanStore } from "./scan-store.ts";

/** Files of one transaction: the pipeline starts after the first. */
const filesPerTransaction = 500;

type Found = { facts: FileFacts } | { path: string; error: Error };

export interface ScanParts {
  db: Database;
  files: Files;
  jobs: JobStore;
  store: ScanStore;
  lifecycle: DocumentLifecycle;
  removals: Removals;
  /** Files that older readers could not read are looked at again. */
  readersVersion: number;
  signal: AbortSignal;
  /** After each transaction. */
  onBatch: (change: { queued: string[]; passedOver: PassedOver }) => void;
  onOutcome: (outcome: Outcome) => void;
  deletions: Pick<Deletions, "delete">;
}

interface Tally extends PassedOver {
  files: number;
  bytes: number;
}

/**
 * Walks what a job was given and queues what is new or has changed, without reading any file: what is in the
 * library with the same size and date is passed over. Ended half-way, the walk is done again and comes to the same.
 */
export async function scan(job: Job, parts: ScanParts): Promise<void> {
  const { db, jobs, store, files, signal } = parts;
  const seen = new Set<string>();
  const unreadablePaths = new Set<string>();
  const tally: Tally = { files: 0, bytes: 0, skipped: 0, unchanged: 0 };
  let batch: Found[] = [];
  const queueBatch = () => {
    signal.throwIfAborted();
    const queued = db.transaction(() => queue(job, batch, tally, parts));
    batch = [];
    const { skipped, unchanged } = tally;
    parts.onBatch({ queued, passedOver: { skipped, unchanged } });
  };
  store.rememberSources(job);
  for await (const found of files.walk(job.paths, { signal })) {
    const path = "facts" in found ? found.facts.path : found.path;
    if ("error" in found) unreadablePaths.add(path);
    seen.add(path);
    batch.push(found);
    if (batch.length >= filesPerTransaction) queueBatch();
  }
  queueBatch();
  const gone = await missingFiles(job, seen, unreadablePaths, parts);
  signal.throwIfAborted();
  db.transaction(() => {
    parts.deletions.delete(job.workspaceId, gone);
    const { skipped, unchanged } = tally;
    jobs.advance(job.id, { done: skipped + unchanged, skipped, unchanged });
    jobs.endScan(job.id, { files: tally.files, bytes: tally.bytes });
  });
}

function queue(
  job: Job,
  batch: readonly Found[],
  tally: Tally,
  parts: ScanParts,
): string[] {
  const { store, jobs, lifecycle } = parts;
  const known = store.known(job.workspaceId, batch.map(pathOf));
  const paused = jobs.pausedIds();
  const queued: string[] = [];
  for (const found of batch) {
    const path = pathOf(found);
    const before = known.get(path);
    tally.files += 1;
    // Added again while its removal could still be undone
    if (before?.status === "removed")
      parts.removals.restore(job.workspaceId, [before.id]);
    if ("error" in found) {
      queued.push(...putError(job, path, found.error, before, parts));
      continue;
    }
    const { facts } = found;
    if (before === undefined) {
      queued.push(
        lifecycle.insert(job, { facts, name: baseName(path), reason: null }),
      );
      tally.bytes += facts.sizeBytes;
    } else if (before.jobId === job.id && before.status !== "indexed")
      tally.bytes += facts.sizeBytes;
    else if (isToBeDone(before, facts, { paused, ...parts })) {
      lifecycle.requeue(before.id, job.id, facts.sizeBytes);
      queued.push(before.id);
      tally.bytes += facts.sizeBytes;
    } else if (before.jobId === job.id) tally.bytes += facts.sizeBytes;
    else {
      const status = before.status === "skipped" ? "skipped" : "unchanged";
      tally[status] += 1;
      parts.onOutcome({
        jobId: job.id,
        path,
        documentId: before.id,
        status,
        pages: null,
        chunks: null,
        reason: null,
      });
    }
  }
  return queued;
}

/** New facts, a failure that may have passed, newer readers, or waiting in a job that was put off. */
function isToBeDone(
  before: KnownFile,
  facts: FileFacts,
  now: { paused: ReadonlySet<string>; readersVersion: number },
): boolean {
  if (before.status === "removed") return true;
  if (before.status === "queued")
    return before.jobId !== null && now.paused.has(before.jobId);
  if (before.status === "extracting" || before.status === "embedding")
    return false;
  if (before.status === "failed" || before.status === "skipped") {
    if (before.readersVersion < now.readersVersion) return true;
    if (before.reasonCode !== null && isPassing(before.reasonCode)) return true;
  }
  return (
    before.sizeBytes !== facts.sizeBytes ||
    before.modifiedMs !== facts.modifiedMs
  );
}

/** A path that can't be looked at is listed with its reason, unless the library has it: then it stays as it is. */
function putError(
  job: Job,
  path: string,
  error: Error,
  before: KnownFile | undefined,
  parts: ScanParts,
): string[] {
  if (before?.jobId === job.id) return [];
  const reason = unreadable(path, error).toData();
  parts.jobs.advance(job.id, { done: 1, failed: 1 });
  parts.onOutcome({
    jobId: job.id,
    path,
    documentId: before?.id ?? null,
    status: "failed",
    pages: null,
    chunks: null,
    reason,
  });
  if (before !== undefined) return [];
  const facts = { path, sizeBytes: 0, modifiedMs: 0 };
  return [parts.lifecycle.insert(job, { facts, name: baseName(path), reason })];
}

/** Documents below the walked folders whose files are gone. A folder that shows nothing at all may be an unplugged disk: it takes nothing along. */
async function missingFiles(
  job: Job,
  seen: ReadonlySet<string>,
  unreadablePaths: ReadonlySet<string>,
  { store, files, signal }: ScanParts,
): Promise<string[]> {
  const gone: string[] = [];
  for (const path of job.paths.map(normalPath)) {
    const folder = normalPath(await files.realPath(path));
    if (seen.has(folder) || unreadablePaths.has(folder)) continue;
    const below = store.pathsBelow(
      job.workspaceId,
      folder,
      separatorOf(folder),
    );
    const unseen = below.filter(({ path }) => !seen.has(path));
    if (unseen.length === below.length && below.length > 0) continue;
    for (const { id, path } of unseen) {
      signal.throwIfAborted();
      if (await isGone(files, path)) gone.push(id);
    }
  }
  return gone;
}

async function isGone(files: Files, path: string): Promise<boolean> {
  try {
    return (await files.facts(path)) === null;
  } catch {
    // It can't be told: then it is not gone
    return false;
  }
}

function pathOf(found: Found): string {
  return "facts" in found ? found.facts.path : found.path;
}
