import type { TFunction } from "i18next";
import type { JobProgress } from "#contract/jobs.ts";
import type { Format } from "../../text/use-format.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export type CountedWork = Pick<
  JobProgress,
  | "done"
  | "total"
  | "failed"
  | "skipped"
  | "unchanged"
  | "filesPerMinute"
  | "remainingMs"
> & { state: JobProgress["state"] };

/** How far a job is, in short pieces. What is not known is not said. */
export function jobWords(
  job: CountedWork,
  t: TFunction,
  format: Format,
): string[] {
  const words = [
    job.total === null
      ? t("library.job.found", {
          count: job.done,
          formatted: format.number(job.done),
        })
      : t("library.job.of", {
          done: format.number(job.done),
          total: format.number(job.total),
          count: job.total,
        }),
  ];
  if (job.state === "paused") return [...words, t("library.job.paused")];
  if (job.filesPerMinute !== null && job.filesPerMinute > 0)
    words.push(
      t("library.job.rate", {
        formatted: format.number(Math.round(job.filesPerMinute)),
        count: Math.round(job.filesPerMinute),
      }),
    );
  if (job.remainingMs !== null) words.push(remainingWords(job.remainingMs, t));
  // Files that failed or were skipped are done too, and none of them is searchable
  if (job.done > job.failed + job.skipped)
    words.push(t("library.job.searchable"));
  if (job.skipped > 0)
    words.push(t("library.skipped", { formatted: format.number(job.skipped) }));
  if (job.failed > 0)
    words.push(t("library.failed", { formatted: format.number(job.failed) }));
  if (job.unchanged > 0)
    words.push(
      t("library.job.unchanged", { formatted: format.number(job.unchanged) }),
    );
  return words;
}

function remainingWords(remainingMs: number, t: TFunction): string {
  if (remainingMs < minuteMs) return t("library.job.lessThanMinute");
  if (remainingMs < hourMs)
    return t("library.job.minutes", {
      count: Math.round(remainingMs / minuteMs),
    });
  return t("library.job.hours", { count: Math.round(remainingMs / hourMs) });
}
