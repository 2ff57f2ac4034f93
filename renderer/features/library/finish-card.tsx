import { CircleCheck, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { JobProgress, LibraryCounts } from "#contract/library.ts";
import { Button } from "#ui/button.tsx";
import { FailureText } from "#ui/failure-text.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { useFocusBefore } from "#ui/use-focus-before.ts";
import { useFormat } from "../../text/use-format.ts";
import { finishWords } from "./finish-words.ts";

/** How reading ended, until the person has seen it: what can be found, what needs them, what was left out. */
export function FinishCard({
  counts,
  finished,
  onShowNeedy,
  onDismiss,
}: {
  counts: LibraryCounts;
  /** The jobs that ended in this run, newest first. */
  finished: readonly JobProgress[];
  onShowNeedy: () => void;
  onDismiss: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const focusBefore = useFocusBefore();
  const [last] = finished;
  const broken = finished.find(({ error }) => error !== null);
  const needy = format.number(counts.needYou);
  const words =
    last?.total === 0 && last.error === null
      ? t("library.finish.nothing", { label: last.label })
      : finishWords(counts, t, format);
  return (
    <section
      aria-label={t("library.finish.label")}
      {...focusBefore.watch}
      className="flex shrink-0 items-center gap-3 rounded-card border border-line bg-surface px-4 py-3"
    >
      <CircleCheck
        size={20}
        strokeWidth={1.75}
        className="shrink-0 text-ok"
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
                label: last.label,
                time: format.duration(last.finishedAt - last.startedAt),
              })}
            </p>
          )
        )}
      </div>
      {counts.needYou > 0 && (
        <Button size="small" onClick={onShowNeedy}>
          {t("library.finish.see", { formatted: needy, count: counts.needYou })}
        </Button>
      )}
      <IconButton
        icon={X}
        label={t("common.dismiss")}
        onClick={() => {
          onDismiss();
          focusBefore.goBack();
        }}
      />
    </section>
  );
}
