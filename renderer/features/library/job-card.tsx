import { Pause, Play, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JobProgress } from "#contract/library.ts";
import { Button } from "#ui/button.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { FailureText } from "#ui/failure-text.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { Progress } from "#ui/progress.tsx";
import { useHearth } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";
import { jobWords } from "./job-words.ts";

/** One honest progress card for a job: how far, how fast, how long, and what needs the person. */
export function JobCard({
  job,
  onShowFailed,
}: {
  job: JobProgress;
  onShowFailed: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { client, messages } = useHearth();
  const [isCancelling, setIsCancelling] = useState(false);
  const { attempt } = messages.getState();
  const isPaused = job.state === "paused";
  const jobId = job.id;
  const title =
    job.kind === "rebuild"
      ? t("library.job.rebuild", { label: job.label })
      : job.state === "scanning"
        ? t("library.job.scanning", { label: job.label })
        : t("library.job.reading", { label: job.label });
  return (
    <section
      aria-label={title}
      className="flex shrink-0 flex-col gap-2.5 rounded-card border border-line bg-surface px-4 py-3.5"
    >
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate font-semibold" title={title}>
          {title}
        </h2>
        {job.state !== "failed" && (
          <>
            <Button
              size="small"
              onClick={() =>
                void attempt(() =>
                  isPaused
                    ? client.jobs.resume({ jobId })
                    : client.jobs.pause({ jobId }),
                )
              }
            >
              {isPaused ? (
                <Play size={15} strokeWidth={1.75} aria-hidden />
              ) : (
                <Pause size={15} strokeWidth={1.75} aria-hidden />
              )}
              {isPaused ? t("library.job.resume") : t("library.job.pause")}
            </Button>
            <IconButton
              icon={X}
              label={t("library.job.cancel")}
              onClick={() => setIsCancelling(true)}
            />
          </>
        )}
      </div>
      {job.error === null ? (
        <Progress className="h-1.5" value={job.progress} label={title} />
      ) : (
        <p className="text-bad">
          <FailureText failure={job.error} />
        </p>
      )}
      <ul className="tabular flex flex-wrap gap-x-3 text-xs text-quiet">
        {jobWords(job, t, format).map((word) => (
          <li key={word}>{word}</li>
        ))}
        {job.failed > 0 && (
          <li>
            <button
              type="button"
              className="text-bad hover:underline"
              onClick={onShowFailed}
            >
              {t("library.job.failed", {
                formatted: format.number(job.failed),
              })}
            </button>
          </li>
        )}
      </ul>
      <Confirm
        isOpen={isCancelling}
        title={t("library.job.cancelTitle")}
        description={t("library.job.cancelHint")}
        action={t("library.job.cancel")}
        keep={t("library.job.goOn")}
        onClose={() => setIsCancelling(false)}
        onConfirm={() => void attempt(() => client.jobs.cancel({ jobId }))}
      />
    </section>
  );
}
