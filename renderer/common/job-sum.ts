import type { JobProgress } from "#contract/jobs.ts";

/** All jobs that are not over, as one. */
export interface JobSum {
  jobs: readonly JobProgress[];
  state: "scanning" | "running" | "paused";
  /** 0 to 1; null while the total of any is unknown. */
  progress: number | null;
  done: number;
  total: number | null;
  failed: number;
  skipped: number;
  unchanged: number;
  filesPerMinute: number | null;
  remainingMs: number | null;
}

export const isOpen = ({ state }: JobProgress): boolean =>
  state === "scanning" || state === "running" || state === "paused";

/** Null when there is nothing to sum up. Paused only when all are; what one of them doesn't know, none does. */
export function sumOfJobs(all: readonly JobProgress[]): JobSum | null {
  const jobs = all.filter(isOpen);
  if (jobs.length === 0) return null;
  const going = jobs.filter(({ state }) => state !== "paused");
  const totals = jobs.map(({ total }) => total);
  const total = totals.includes(null) ? null : sum(totals);
  const rates = going.map(({ filesPerMinute }) => filesPerMinute);
  const left = going.map(({ remainingMs }) => remainingMs);
  return {
    jobs,
    state:
      going.length === 0
        ? "paused"
        : going.every(({ state }) => state === "scanning")
          ? "scanning"
          : "running",
    progress: total === null ? null : weighted(jobs, total),
    done: sum(jobs.map(({ done }) => done)),
    total,
    failed: sum(jobs.map(({ failed }) => failed)),
    skipped: sum(jobs.map(({ skipped }) => skipped)),
    unchanged: sum(jobs.map(({ unchanged }) => unchanged)),
    filesPerMinute: rates.every((rate) => rate === null) ? null : sum(rates),
    remainingMs: left.includes(null) || left.length === 0 ? null : sum(left),
  };
}

function weighted(jobs: readonly JobProgress[], total: number): number {
  const share = sum(
    jobs.map((job) => (job.progress ?? 0) * Math.max(1, job.total ?? 0)),
  );
  return Math.min(1, share / Math.max(jobs.length, total));
}

const sum = (values: readonly (number | null)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
