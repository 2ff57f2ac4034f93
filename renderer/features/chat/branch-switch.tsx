import { ChevronLeft, ChevronRight } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { TurnId } from "#contract/ids.ts";
import { IconButton } from "#ui/icon-button.tsx";

/** ‹1/2›: which of several answers to one question is shown, and the way to the others; the arrow keys go there too. */
export function BranchSwitch({
  id,
  siblings,
  onShow,
}: {
  id: TurnId;
  /** Oldest first, this one among them. */
  siblings: readonly TurnId[];
  onShow: (id: TurnId) => void;
}) {
  const { t } = useTranslation();
  const at = siblings.indexOf(id);
  const show = (place: number) => {
    const sibling = siblings[place];
    if (sibling !== undefined) onShow(sibling);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    show(at + step);
  };
  const words = { place: at + 1, total: siblings.length };
  const end = "aria-disabled:opacity-40 aria-disabled:hover:bg-transparent";
  return (
    <fieldset
      aria-label={t("chat.branch.label")}
      className="flex items-center"
      onKeyDown={onKeyDown}
    >
      {/* Disabled for the eye and the ear only: a button that is disabled loses the focus */}
      <IconButton
        icon={ChevronLeft}
        label={t("chat.branch.before")}
        aria-disabled={at === 0}
        className={end}
        onClick={() => show(at - 1)}
      />
      <span className="tabular text-xs text-quiet" aria-hidden>
        {t("chat.branch.place", words)}
      </span>
      <span role="status" className="sr-only">
        {t("chat.branch.said", words)}
      </span>
      <IconButton
        icon={ChevronRight}
        label={t("chat.branch.after")}
        aria-disabled={at === siblings.length - 1}
        className={end}
        onClick={() => show(at + 1)}
      />
    </fieldset>
  );
}
