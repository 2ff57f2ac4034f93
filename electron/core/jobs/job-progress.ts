import type { AppErrorData } from "#contract/errors.ts";
import { type JobProgress, jobProgress } from "#contract/jobs.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Job } from "./job-store.ts";
import { RateMeter } from "./rate-meter.ts";

/** How far a file in hand is: reading it is the smaller part of the work. */
const readingShare = 0.3;

export interface FileInHand {
  documentId: string;
  jobId: string;
  name: string;
  sizeBytes: number;
  phase: "reading" | "embedding";
  page: number | null;
  pages: number | null;
  /** 0 to 1 within its phase. */
  fraction: number;
}

/** Files that a walk looked at and queued not, by why. */
export interface PassedOver {
  skipped: number;
  unchanged: number;
}

const noneYet: PassedOver = { skipped: 0, unchanged: 0 };

/** What is known of the jobs while they run and needs no place in the database: files in hand, rates. */
export class LiveProgress {
  readonly #clock: Clock;
  readonly #inHand = new Map<string, FileInHand>();
  readonly #meters = new Map<string, RateMeter>();
  readonly #furthest = new Map<string, number>();
  readonly #scanned = new Map<string, PassedOver>();

  #heldUp: AppErrorData | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A file was taken in hand, to be read. */
  take(file: {
    id: string;
    jobId: string;
    name: string;
    sizeBytes: number;
  }): void {
    const { id, jobId, name, sizeBytes } = file;
    this.#inHand.set(id, {
      documentId: id,
      jobId,
      name,
      sizeBytes,
      phase: "reading",
      page: null,
      pages: null,
      fraction: 0,
    });
  }

  update(documentId: string, change: Partial<FileInHand>): void {
    const file = this.#inHand.get(documentId);
    if (file !== undefined) Object.assign(file, change);
  }

  leave(documentId: string): void {
    this.#inHand.delete(documentId);
  }

  /** Files that the walk in progress has passed over: in the database when it is over. */
  setPassedOver(jobId: string, passedOver: PassedOver): void {
    this.#scanned.set(jobId, passedOver);
  }

  endScan(jobId: string): void {
    this.#scanned.delete(jobId);
  }

  /** Everything was put down: a pause, or the end. */
  stop(): void {
    this.#inHand.clear();
    this.#scanned.clear();
    for (const meter of this.#meters.values()) meter.reset();
  }

  /** The work stopped, and not even that could be written down: jobs show as paused with the reason. */
  holdUp(error: AppErrorData): void {
    this.#heldUp = error;
  }

  goOn(): void {
    this.#heldUp = null;
  }

  of(stored: Job): JobProgress {
    const isStopped = this.#heldUp !== null && stored.finishedAt === null;
    const job: Job = isStopped
      ? { ...stored, state: "paused", error: this.#heldUp }
      : stored;
    const files = [...this.#inHand.values()].filter(
      ({ jobId }) => jobId === job.id,
    );
    const partBytes = files.reduce(
      (sum, file) => sum + file.sizeBytes * shareOf(file),
      0,
    );
    const doneBytes = job.doneBytes + partBytes;
    const partFiles = files.reduce((sum, file) => sum + shareOf(file), 0);
    const meter = this.#meterOf(job.id);
    const isRunning = job.state === "running" || job.state === "scanning";
    if (isRunning)
      meter.add({
        atMs: this.#clock.monotonicMs(),
        // What was only passed over says nothing of how fast files are read
        files: job.done - job.skipped - job.unchanged + partFiles,
      });
    const current = files.find(({ phase }) => phase === "reading") ?? files[0];
    const { skipped, unchanged } = this.#scanned.get(job.id) ?? noneYet;
    const isKnown = job.total !== null && job.state !== "scanning";
    return jobProgress.parse({
      id: job.id,
      workspaceId: job.workspaceId,
      kind: job.kind,
      label: job.label,
      state: job.state,
      progress: this.#progressOf(job, doneBytes),
      done: job.done + skipped + unchanged,
      total: isKnown ? job.total : null,
      failed: job.failed,
      skipped: job.skipped + skipped,
      unchanged: job.unchanged + unchanged,
      filesPerMinute: isRunning ? meter.filesPerMinute : null,
      remainingMs:
        isRunning && job.total !== null
          ? meter.remainingMs(job.total - job.done - partFiles)
          : null,
      current:
        current === undefined || !isRunning
          ? null
          : {
              documentId: current.documentId,
              name: current.name,
              page: current.page,
              pages: current.pages,
            },
      startedAt: job.startedAt,
      finishedAt: job.finishedAt,
      error: job.error,
    });
  }

  /** Never goes back, and is 1 only when the job is done. */
  #progressOf(job: Job, doneBytes: number): number | null {
    if (job.state === "done") return 1;
    if (job.totalBytes === null) return null;
    const now =
      job.totalBytes === 0 ? 0 : Math.min(doneBytes / job.totalBytes, 0.999);
    const furthest = Math.max(now, this.#furthest.get(job.id) ?? 0);
    this.#furthest.set(job.id, furthest);
    return furthest;
  }

  #meterOf(jobId: string): RateMeter {
    const known = this.#meters.get(jobId);
    if (known !== undefined) return known;
    const meter = new RateMeter();
    this.#meters.set(jobId, meter);
    return meter;
  }
}

function shareOf({ phase, fraction }: FileInHand): number {
  return phase === "reading"
    ? readingShare * fraction
    : readingShare + (1 - readingShare) * fraction;
}
