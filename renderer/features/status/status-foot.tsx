import { Settings, ShieldCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { WorkerStatus } from "#contract/events.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { commandKeys } from "#ui/keys.tsx";
import { Progress } from "#ui/progress.tsx";
import {
  useApp,
  useFinish,
  useHearth,
  useLibrary,
  useRoute,
} from "../../client/hearth.ts";
import { sumOfJobs } from "../../common/job-sum.ts";
import { useFormat } from "../../text/use-format.ts";

/** The one place for status: what is being indexed, what was restarted, and whether anything may leave this computer. */
export function StatusFoot() {
  const { t } = useTranslation();
  const { route } = useHearth();
  const isMac = useApp(({ info }) => info?.platform === "darwin");
  const isHere = useRoute((state) => state.route.page === "settings");
  return (
    <footer className="flex shrink-0 flex-col gap-2.5 px-2 pb-2">
      <div className="h-px bg-line" />
      <WorkerLines />
      <IndexingLine />
      <div className="flex h-7 items-center gap-2 px-2 text-xs text-quiet">
        <ShieldCheck
          size={16}
          strokeWidth={1.75}
          className="shrink-0 text-ok"
          aria-hidden
        />
        <span className="flex-1">{t("status.local")}</span>
        <IconButton
          icon={Settings}
          label={t("settings.title")}
          keys={commandKeys(isMac, ",")}
          aria-current={isHere ? "page" : undefined}
          className="-mr-2 border border-transparent hover:bg-line/60 aria-[current=page]:border-line aria-[current=page]:bg-surface aria-[current=page]:text-ink"
          onClick={() => route.getState().go({ page: "settings" })}
        />
      </div>
    </footer>
  );
}

function IndexingLine() {
  const { t } = useTranslation();
  const format = useFormat();
  const { route } = useHearth();
  const sum = sumOfJobs(useLibrary((state) => state.jobs));
  const [job] = sum?.jobs ?? [];
  if (sum === null || job === undefined) return <FinishLine />;
  const label =
    sum.state === "paused"
      ? t("status.paused", { label: job.label })
      : sum.jobs.length > 1
        ? t("status.indexingMany", { count: sum.jobs.length })
        : t("status.indexing", { label: job.label });
  return (
    <button
      type="button"
      className="flex flex-col gap-1.5 rounded-control px-2 text-start text-xs text-quiet"
      onClick={() => route.getState().go({ page: "library" })}
    >
      <span className="flex w-full gap-3">
        <span className="min-w-0 flex-1 truncate" title={label}>
          {label}
        </span>
        <span className="tabular shrink-0">
          {sum.total === null
            ? t("status.found", { formatted: format.number(sum.done) })
            : t("status.of", {
                done: format.number(sum.done),
                total: format.number(sum.total),
              })}
        </span>
      </span>
      <Progress className="h-[3px] w-full" value={sum.progress} label={label} />
    </button>
  );
}

/** How reading ended, in the same place, until the person has seen it. */
function FinishLine() {
  const { t } = useTranslation();
  const format = useFormat();
  const { route } = useHearth();
  const workspaceId = useApp((state) => state.workspaceId);
  const counts = useLibrary((state) => state.counts);
  const isUnseen = useFinish(
    ({ unseen }) => workspaceId !== null && unseen.includes(workspaceId),
  );
  if (!isUnseen || counts === null || counts.total === 0) return null;
  const words = [
    t("library.searchable", { formatted: format.number(counts.indexed) }),
    counts.needYou > 0 &&
      t("library.needYou", {
        formatted: format.number(counts.needYou),
        count: counts.needYou,
      }),
  ].filter((piece) => piece !== false);
  return (
    <button
      type="button"
      className="tabular truncate rounded-control px-2 text-start text-xs text-quiet hover:text-ink"
      onClick={() => route.getState().go({ page: "library" })}
    >
      {words.join(", ")}
    </button>
  );
}

/** A part that died and was started again, or could not be: said calmly, with what it means. */
function WorkerLines() {
  const { t } = useTranslation();
  const workers = useApp((state) => state.workers);
  const troubled = workers.filter(
    ({ state }) => state === "restarting" || state === "unavailable",
  );
  return (
    <div role="status" className="contents">
      {troubled.map((status) => (
        <p
          key={status.worker}
          className="px-2 text-xs text-warn"
          title={
            status.lastExit === null
              ? undefined
              : t(`status.exit.${status.lastExit.how}`)
          }
        >
          {t(`status.worker.${workerKey(status)}`)}
        </p>
      ))}
    </div>
  );
}

const workerKey = ({ worker, state }: WorkerStatus) =>
  state === "restarting"
    ? (`${worker}Restarting` as const)
    : (`${worker}Unavailable` as const);
