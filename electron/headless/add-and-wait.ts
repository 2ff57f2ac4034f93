import { AppError } from "#contract/errors.ts";
import type { AppEvent } from "#contract/events.ts";
import type { JobId, WorkspaceId } from "#contract/ids.ts";
import type { JobProgress } from "#contract/jobs.ts";
import type { Engine } from "#engine/create-engine.ts";

interface Context {
  engine: Engine;
  /** Told what a person may want to know meanwhile. */
  output: { note(text: string): void; progress(text: string): void };
  signal: AbortSignal;
}

/**
 * Adds paths to the library and follows the job, and those that an earlier run left in the workspace, to their end;
 * every event of that time goes to `onEvent` too.
 * @throws AppError of a job that failed or was stopped by something outside, and the signal's reason when it was interrupted
 */
export async function addAndWait(
  context: Context,
  workspaceId: WorkspaceId,
  paths: string[],
  onEvent: (event: AppEvent) => void = () => undefined,
): Promise<void> {
  const { engine, output, signal } = context;
  let started: JobId | null = null;
  // The first event says that the stream listens: nothing of the job is missed
  for await (const event of await engine.client.events.watch(undefined, {
    signal,
  })) {
    if (started === null) {
      await resumePaused(context, workspaceId);
      started = (await engine.client.library.add({ workspaceId, paths })).jobId;
    }
    onEvent(event);
    if (event.type !== "jobs") continue;
    const job = event.jobs.find(({ id }) => id === started);
    // Without it the event is older than the job
    if (job === undefined) continue;
    const open = openJobs(event.jobs, workspaceId);
    for (const { error } of [job, ...open])
      if (error !== null) throw AppError.fromData(error);
    if (job.finishedAt !== null && open.length === 0) return;
    output.progress(progressOf(job));
  }
  signal.throwIfAborted();
}

/** A job that was left paused may hold some of the same files, or a rebuild that all others wait for. */
async function resumePaused(
  { engine, output }: Context,
  workspaceId: WorkspaceId,
): Promise<void> {
  const jobs = openJobs(await engine.client.jobs.list(), workspaceId);
  for (const { id, label, state } of jobs) {
    if (state !== "paused") continue;
    output.note(`Going on with "${label}", which was paused.`);
    await engine.client.jobs.resume({ jobId: id });
  }
}

function openJobs(
  jobs: readonly JobProgress[],
  workspaceId: WorkspaceId,
): JobProgress[] {
  return jobs.filter(
    (job) => job.workspaceId === workspaceId && job.finishedAt === null,
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
