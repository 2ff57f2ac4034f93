import { AppError } from "#contract/errors.ts";
import type { AppEvent } from "#contract/events.ts";
import type { JobId, WorkspaceId } from "#contract/ids.ts";
import type { JobProgress } from "#contract/library.ts";
import type { CommandContext } from "./with-engine.ts";

/**
 * Adds paths to the library and follows the job to its end; every event of that time goes to `onEvent` too.
 * @throws AppError of the job when it failed, and the signal's reason when it was interrupted
 */
export async function addAndWait(
  { engine, output, signal }: CommandContext,
  workspaceId: WorkspaceId,
  paths: string[],
  onEvent: (event: AppEvent) => void = () => undefined,
): Promise<void> {
  let started: JobId | null = null;
  // The first event says that the stream listens: nothing of the job is missed
  for await (const event of await engine.client.events.watch(undefined, {
    signal,
  })) {
    started ??= (await engine.client.library.add({ workspaceId, paths })).jobId;
    onEvent(event);
    const job = jobIn(event, started);
    if (job === undefined) continue;
    if (job.error !== null) throw AppError.fromData(job.error);
    if (job.finishedAt !== null && !isAnyRunning(event, workspaceId)) return;
    output.progress(progressOf(job));
  }
  signal.throwIfAborted();
}

function jobIn(event: AppEvent, id: JobId): JobProgress | undefined {
  return event.type === "jobs"
    ? event.jobs.find((job) => job.id === id)
    : undefined;
}

/** A job that an earlier run left behind may hold some of the same files. */
function isAnyRunning(event: AppEvent, workspaceId: WorkspaceId): boolean {
  return (
    event.type === "jobs" &&
    event.jobs.some(
      (job) =>
        job.workspaceId === workspaceId &&
        job.finishedAt === null &&
        job.state !== "paused",
    )
  );
}

function progressOf(job: JobProgress): string {
  const share =
    job.progress === null ? "" : `${Math.floor(job.progress * 100)} % · `;
  const count =
    job.total === null ? `${job.done}` : `${job.done} of ${job.total}`;
  const rate =
    job.filesPerMinute === null
      ? ""
      : ` · ${Math.round(job.filesPerMinute)} a minute`;
  const current = job.current === null ? "" : ` · ${job.current.name}`;
  return `${share}${count} files${rate}${current}`;
}
