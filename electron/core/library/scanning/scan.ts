import type { Job, JobStore } from "#core/jobs/job-store.ts";
import {
  baseName,
  normalPath,
  separatorOf,
} from "#core/library/documents/paths.ts";
import { isPassing, unreadable } from "#core/library/indexing/failures.ts";
import type { Outcome } from "#core/library/indexing/outcomes.ts";
import type { Database } from "#core/ports/database.ts";
import type { FileFacts, Files } from "#core/ports/files.ts";
import type { KnownFile, ScanStore } from "./scan-store.ts";

/** Files of one transaction: the pipeline starts after the first. */
const filesAtOnce = 500;

type Found = { facts: FileFacts } | { path: string; error: Error };

export interface ScanParts {
  db: Database;
  files: Files;
  jobs: JobStore;
  store: ScanStore;
  signal: AbortSignal;
  /** After each transaction. */
  onBatch: (change: { queued: string[]; skipped: number }) => void;
  onOutcome: (outcome: Outcome) => void;
  /** Documents whose files are gone. */
  remove: (workspaceId: string, documentIds: readonly string[]) => void;
}

interface Tally {
  files: number;
  bytes: number;
  skipped: number;
}

/**
 * Walks what a job was given and queues what is new or has changed, without reading any file: what is in the
 * library with the same size and date is skipped. Ended half-way, the walk is done again and comes to the same.
 */
export async function scan(job: Job, parts: ScanParts): Promise<void> {
  const { db, jobs, store, files, signal } = parts;
  const seen = new Set<string>();
  const unreadablePaths = new Set<string>();
  const tally: Tally = { files: 0, bytes: 0, skipped: 0 };
  let batch: Found[] = [];
  const queueBatch = () => {
    const queued = db.transaction(() => queue(job, batch, tally, parts));
    batch = [];
    parts.onBatch({ queued, skipped: tally.skipped });
  };
  store.rememberSources(job);
  for await (const found of files.walk(job.paths, { signal })) {
    const path = "facts" in found ? found.facts.path : found.path;
    if ("error" in found) unreadablePaths.add(path);
    seen.add(path);
    batch.push(found);
    if (batch.length >= filesAtOnce) queueBatch();
  }
  queueBatch();
  const gone = await missingFiles(job, seen, unreadablePaths, parts);
  signal.throwIfAborted();
  db.transaction(() => {
    parts.remove(job.workspaceId, gone);
    jobs.advance(job.id, { done: tally.skipped, skipped: tally.skipped });
    jobs.endScan(job.id, { files: tally.files, bytes: tally.bytes });
  });
}

function queue(
  job: Job,
  batch: readonly Found[],
  tally: Tally,
  parts: ScanParts,
): string[] {
  const { store } = parts;
  const known = store.known(job.workspaceId, batch.map(pathOf));
  const paused = store.pausedJobs();
  const queued: string[] = [];
  for (const found of batch) {
    const path = pathOf(found);
    const before = known.get(path);
    tally.files += 1;
    if ("error" in found) {
      queued.push(...putError(job, path, found.error, before, parts));
      continue;
    }
    const { facts } = found;
    if (before === undefined) {
      queued.push(
        store.insert(job, { facts, name: baseName(path), reason: null }),
      );
      tally.bytes += facts.sizeBytes;
    } else if (before.jobId === job.id && before.status !== "indexed")
      tally.bytes += facts.sizeBytes;
    else if (isToBeDone(before, facts, paused)) {
      store.requeue(before.id, job.id, facts.sizeBytes);
      queued.push(before.id);
      tally.bytes += facts.sizeBytes;
    } else if (before.jobId === job.id) tally.bytes += facts.sizeBytes;
    else {
      tally.skipped += 1;
      parts.onOutcome({
        jobId: job.id,
        path,
        documentId: before.id,
        status: "unchanged",
        pages: null,
        chunks: null,
        reason: null,
      });
    }
  }
  return queued;
}

/** New facts, a failure that may have passed, or waiting in a job that was put off. */
function isToBeDone(
  before: KnownFile,
  facts: FileFacts,
  pausedJobs: ReadonlySet<string>,
): boolean {
  if (before.status === "queued")
    return before.jobId !== null && pausedJobs.has(before.jobId);
  if (before.status === "extracting" || before.status === "embedding")
    return false;
  if (
    before.reasonCode !== null &&
    before.status === "failed" &&
    isPassing(before.reasonCode)
  )
    return true;
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
  return [parts.store.insert(job, { facts, name: baseName(path), reason })];
}

/** Documents below the walked folders whose files are gone. A folder that shows nothing at all may be an unplugged disk: it takes nothing along. */
async function missingFiles(
  job: Job,
  seen: ReadonlySet<string>,
  unreadablePaths: ReadonlySet<string>,
  { store, files, signal }: ScanParts,
): Promise<string[]> {
  const gone: string[] = [];
  for (const folder of job.paths.map(normalPath)) {
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
