import { CircleAlert, CircleCheck, CircleStop } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { JobProgress } from "#contract/jobs.ts";
import type { LibraryCounts } from "#contract/library.ts";
import { Button } from "#ui/button.tsx";
import { DismissButton } from "#ui/dismiss-button.tsx";
import { FailureText } from "#ui/failure-text.tsx";
import { useFocusBefore } from "#ui/use-focus-before.ts";
import { useFormat } from "../../text/use-format.ts";
import { finishWords } from "./finish-words.ts";
import { runTimeMs, runWords } from "./run-words.ts";

/** How reading ended, until the person has seen it: what can be found, what needs them, what was left out. */
export function FinishCard({
  counts,
  finished,
  onShowNeedy,
  onDismiss,
}: {
  counts: LibraryCounts;
  /** The jobs of the last run, unless the person has seen how it ended; newest first, none after a restart. */
  finished: readonly JobProgress[];
  onShowNeedy: () => void;
  onDismiss: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const focusBefore = useFocusBefore();
  const [last] = finished;
  const broken = finished.find(({ error }) => error !== null);
  const foundNone = finished.every(
    ({ total, error }) => total === 0 && error === null,
  );
  // The library's own counts only where it is no longer known what was read
  const words =
    last === undefined
      ? finishWords(counts, t, format)
      : foundNone
        ? t("library.finish.nothing", { label: last.label })
        : runWords(finished, t, format);
  const isStopped = finished.some(({ state }) => state === "cancelled");
  // Only what went to its end has the tick
  const [Icon, look] =
    broken !== undefined
      ? ([CircleAlert, "text-bad"] as const)
      : isStopped
        ? ([CircleStop, "text-quiet"] as const)
        : ([CircleCheck, "text-ok"] as const);
  return (
    <section
      aria-label={t("library.finish.label")}
      {...focusBefore.watch}
      className="flex shrink-0 items-center gap-3 rounded-card border border-line bg-surface px-4 py-3"
    >
      <Icon
        size={20}
        strokeWidth={1.75}
        className={`shrink-0 ${look}`}
        aria-hidden
      />
      <div className="min-w-0 flex-1">
        <p className="tabular font-semibold">{words}</p>
        {broken?.error != null ? (
          <p className="text-xs text-bad">
            <FailureText failure={broken.error} />
          </p>
        ) : (
          last !== undefined &&
          last.finishedAt !== null && (
            <p className="truncate text-xs text-quiet">
              {t("library.finish.took", {
                label:
                  finished.length === 1
                    ? last.label
                    : t("library.finish.many", {
                        label: last.label,
                        count: finished.length - 1,
                      }),
                time: format.duration(runTimeMs(finished)),
              })}
            </p>
          )
        )}
      </div>
      {counts.needYou > 0 && (
        <Button size="small" onClick={onShowNeedy}>
          {t("library.inAllNeedYou", {
            formatted: format.number(counts.needYou),
            count: counts.needYou,
          })}
        </Button>
      )}
      <DismissButton focusBefore={focusBefore} onDismiss={onDismiss} />
    </section>
  );
}
