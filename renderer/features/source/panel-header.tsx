import {
  ArrowLeft,
  ChevronDown,
  ChevronUp,
  ExternalLink,
  X,
} from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Source } from "#contract/turns.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { MiddleCut } from "#ui/middle-cut.tsx";
import { SourceNumber } from "#ui/source-number.tsx";
import { sourcePlace } from "#ui/source-place.ts";
import { useIsNarrow } from "#ui/use-media.ts";
import { useApp, useHearth } from "../../client/hearth.ts";
import type { OpenSource } from "../../client/state/selection-state.ts";

/** What is open, at which of its passages, and the ways from there: the next passage, its own file, back. */
export function PanelHeader({
  open,
  passage,
  pages,
}: {
  open: OpenSource;
  /** Of those that are open, the one that is shown; null for none. */
  passage: Source | null;
  pages: number | null;
}) {
  const { t } = useTranslation();
  const { client, messages, selection } = useHearth();
  const isNarrow = useIsNarrow();
  const { step, close } = selection.getState();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Where it hides everything else, the focus has to come along
    if (isNarrow) title.current?.focus();
  }, [isNarrow]);
  const opensFiles = useApp(
    ({ info }) => info?.capabilities.openFiles === true,
  );
  const openFile = () =>
    void messages
      .getState()
      .attempt(
        () => client.library.open({ documentId: open.documentId, how: "file" }),
        "source",
      );
  // Where the passage is, in the words of the card that opened it
  const where = [
    passage !== null &&
      (passage.page !== null && pages !== null
        ? t("source.pageOf", { page: passage.page, pages })
        : sourcePlace(passage, t)),
    passage === null && pages !== null && t("library.pages", { count: pages }),
    passage !== null &&
      open.passages.length > 1 &&
      t("source.passageOf", {
        index: open.index + 1,
        total: open.passages.length,
      }),
  ].filter((words) => words !== false && words !== "");
  return (
    <header className="flex h-12 shrink-0 items-center gap-0.5 border-b border-line pr-1.5 pl-4">
      {isNarrow && (
        <IconButton
          icon={ArrowLeft}
          label={t("common.back")}
          className="-ml-2"
          onClick={close}
        />
      )}
      <div className="flex min-w-0 flex-1 flex-col">
        <h2 ref={title} tabIndex={-1} className="font-semibold outline-none">
          <MiddleCut text={open.name} />
        </h2>
        <p className="tabular flex items-center gap-1.5 text-xs text-quiet">
          {/* Only an answer numbers its sources */}
          {passage !== null && open.turnId !== null && (
            <>
              <span className="sr-only">{t("source.label")}</span>
              <SourceNumber number={passage.number} isLit />
            </>
          )}
          <span className="truncate" title={where.join(", ")}>
            {where.join(", ")}
          </span>
        </p>
      </div>
      {open.passages.length > 1 && (
        <>
          <IconButton
            icon={ChevronUp}
            label={t("source.previous")}
            disabled={open.index <= 0}
            onClick={() => step(-1)}
          />
          <IconButton
            icon={ChevronDown}
            label={t("source.next")}
            disabled={open.index >= open.passages.length - 1}
            onClick={() => step(1)}
          />
        </>
      )}
      {opensFiles && (
        <IconButton
          icon={ExternalLink}
          label={t("library.openFile")}
          onClick={openFile}
        />
      )}
      {!isNarrow && (
        <IconButton
          icon={X}
          label={t("source.close")}
          keys="Esc"
          onClick={close}
        />
      )}
    </header>
  );
}
