import type { TFunction } from "i18next";
import type { JobProgress } from "#contract/jobs.ts";
import type { Format } from "../../text/use-format.ts";

/** "35 searchable, 11 unchanged": what these jobs did, all of which are over. What there is none of is not said. */
export function runWords(
  jobs: readonly JobProgress[],
  t: TFunction,
  format: Pick<Format, "number">,
): string {
  const of = (count: (job: JobProgress) => number) =>
    jobs.reduce((sum, job) => sum + count(job), 0);
  const read = (job: JobProgress) =>
    job.done - job.failed - job.skipped - job.unchanged;
  const isAgain = (job: JobProgress) => job.kind === "rebuild";
  const counted = [
    ["new", of((job) => (isAgain(job) ? 0 : read(job)))],
    ["again", of((job) => (isAgain(job) ? read(job) : 0))],
    ["unchanged", of(({ unchanged }) => unchanged)],
    ["failed", of(({ failed }) => failed)],
    ["skipped", of(({ skipped }) => skipped)],
    [
      "left",
      of(({ state, total, done }) =>
        state === "cancelled" ? Math.max(0, (total ?? done) - done) : 0,
      ),
    ],
  ] as const;
  const pieces = counted
    .filter(([, count]) => count > 0)
    .map(([name, count]) =>
      t(`library.finish.run.${name}`, {
        count,
        formatted: format.number(count),
      }),
    );
  const words =
    pieces.length === 0 ? t("library.finish.run.none") : pieces.join(", ");
  return jobs.some(({ state }) => state === "cancelled")
    ? t("library.finish.run.stopped", { words })
    : words;
}

/** Of jobs that are over, those of the last run: what ran side by side is one. Newest first. */
export function lastRun(jobs: readonly JobProgress[]): JobProgress[] {
  const run: JobProgress[] = [];
  let startedAt = 0;
  for (const job of jobs.toSorted((a, b) => endOf(b) - endOf(a))) {
    if (run.length > 0 && endOf(job) < startedAt) break;
    startedAt =
      run.length === 0 ? job.startedAt : Math.min(startedAt, job.startedAt);
    run.push(job);
  }
  return run;
}

const endOf = ({ startedAt, finishedAt }: JobProgress) =>
  finishedAt ?? startedAt;

/** How long these took, in ms: what ran side by side counts once, and pauses between them not at all. */
export function runTimeMs(jobs: readonly JobProgress[]): number {
  let total = 0;
  let end = 0;
  for (const { startedAt, finishedAt } of jobs.toSorted(
    (a, b) => a.startedAt - b.startedAt,
  )) {
    const until = finishedAt ?? startedAt;
    total += Math.max(0, until - Math.max(startedAt, end));
    end = Math.max(end, until);
  }
  return total;
}
