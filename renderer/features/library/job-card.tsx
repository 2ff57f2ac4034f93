import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { JobProgress } from "#contract/jobs.ts";
import { classes } from "#ui/classes.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { Progress } from "#ui/progress.tsx";
import type { JobSum } from "../../common/job-sum.ts";
import { PlacedFailure } from "../../common/placed-failure.tsx";
import { useFormat } from "../../text/use-format.ts";
import { JobButtons } from "./job-buttons.tsx";
import { JobFacts } from "./job-facts.tsx";

/** One calm card for all that is being read: how far, how fast, how long, what needs the person; each job on demand. */
export function JobCard({
  sum,
  needYou,
  onShowNeedy,
}: {
  sum: JobSum;
  /** Of the whole library, not of what is read now: said as such. */
  needYou: number;
  onShowNeedy: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isExpanded, setIsExpanded] = useState(false);
  const listId = useId();
  const { jobs } = sum;
  const [first] = jobs;
  if (first === undefined) return null;
  const name = nameOf(first);
  const isMany = jobs.length > 1;
  const title = isMany
    ? t("library.job.many", { label: first.label, count: jobs.length - 1 })
    : t(`library.job.${name}`, { label: first.label });
  return (
    <section
      aria-label={title}
      className="flex shrink-0 flex-col gap-2.5 rounded-card border border-line bg-surface px-4 py-3.5"
    >
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate font-semibold" title={title}>
          {title}
        </h2>
        {isMany && (
          <IconButton
            icon={ChevronDown}
            label={t(isExpanded ? "library.job.fold" : "library.job.expand")}
            aria-expanded={isExpanded}
            aria-controls={listId}
            className={classes(isExpanded && "[&>svg]:rotate-180")}
            onClick={() => setIsExpanded(!isExpanded)}
          />
        )}
        <JobButtons jobs={jobs} isPaused={sum.state === "paused"} />
      </div>
      <Progress className="h-1.5" value={sum.progress} label={title} />
      <JobFacts facts={sum}>
        {needYou > 0 && (
          <li>
            <button
              type="button"
              className="text-bad hover:underline"
              onClick={onShowNeedy}
            >
              {t("library.inAllNeedYou", {
                formatted: format.number(needYou),
                count: needYou,
              })}
            </button>
          </li>
        )}
      </JobFacts>
      {isMany && isExpanded && (
        <ul id={listId} className="flex flex-col border-t border-line">
          {jobs.map((job) => (
            <JobLine key={job.id} job={job} />
          ))}
        </ul>
      )}
      <PlacedFailure place="library.jobs" />
    </section>
  );
}

function JobLine({ job }: { job: JobProgress }) {
  const { t } = useTranslation();
  const title = t(`library.job.${nameOf(job)}`, { label: job.label });
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-0 last:pb-0">
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <span className="truncate text-[13px]" title={title}>
          {title}
        </span>
        <Progress className="h-[3px]" value={job.progress} label={title} />
        <JobFacts facts={job} />
      </div>
      <JobButtons
        jobs={[job]}
        isPaused={job.state === "paused"}
        label={job.label}
      />
    </li>
  );
}

const nameOf = (job: JobProgress) =>
  job.kind === "rebuild"
    ? "rebuild"
    : job.state === "scanning"
      ? "scanning"
      : "reading";
