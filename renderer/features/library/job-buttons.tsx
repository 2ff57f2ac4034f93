import { Pause, Play, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { JobProgress } from "#contract/jobs.ts";
import { Button } from "#ui/button.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { useHearth } from "../../client/hearth.ts";

/** Pause, or go on, and stop: for one job or for all of them. */
export function JobButtons({
  jobs,
  isPaused,
  label,
}: {
  jobs: readonly JobProgress[];
  isPaused: boolean;
  /** Which of several; absent for all. */
  label?: string;
}) {
  const { t } = useTranslation();
  const { client, messages } = useHearth();
  const [isCancelling, setIsCancelling] = useState(false);
  const forEach = (act: (id: JobProgress["id"]) => Promise<unknown>) =>
    void messages
      .getState()
      .attempt(
        () => Promise.all(jobs.map(({ id }) => act(id))),
        "library.jobs",
      );
  const Icon = isPaused ? Play : Pause;
  const words = t(isPaused ? "library.job.resume" : "library.job.pause");
  const toggle = () =>
    forEach((jobId) =>
      isPaused ? client.jobs.resume({ jobId }) : client.jobs.pause({ jobId }),
    );
  const stop = t("library.job.cancel");
  return (
    <>
      {label === undefined ? (
        <Button size="small" onClick={toggle}>
          <Icon size={15} strokeWidth={1.75} aria-hidden />
          {words}
        </Button>
      ) : (
        <IconButton icon={Icon} label={`${words}: ${label}`} onClick={toggle} />
      )}
      <IconButton
        icon={X}
        label={label === undefined ? stop : `${stop}: ${label}`}
        onClick={() => setIsCancelling(true)}
      />
      <Confirm
        isOpen={isCancelling}
        title={t("library.job.cancelTitle")}
        description={t("library.job.cancelHint")}
        action={stop}
        keep={t("library.job.goOn")}
        onClose={() => setIsCancelling(false)}
        onConfirm={() => forEach((jobId) => client.jobs.cancel({ jobId }))}
      />
    </>
  );
}
