import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { IconButton } from "#ui/icon-button.tsx";
import { Progress } from "#ui/progress.tsx";
import { useHearth } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";

/** While the page hands files to its host, before a job can begin. */
export function Handover() {
  const { t } = useTranslation();
  const format = useFormat();
  const { intake } = useHearth();
  const handover = useStore(intake.state, (state) => state.handover);
  if (handover === null) return null;
  const label = t("library.handover", {
    done: format.number(handover.done),
    total: format.number(handover.total),
  });
  return (
    <section
      aria-label={label}
      className="flex shrink-0 items-center gap-4 rounded-card border border-line bg-surface px-4 py-3"
    >
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <p className="tabular text-xs text-quiet">{label}</p>
        <Progress
          className="h-1.5"
          label={label}
          value={handover.done / handover.total}
        />
      </div>
      <IconButton icon={X} label={t("common.cancel")} onClick={intake.cancel} />
    </section>
  );
}
