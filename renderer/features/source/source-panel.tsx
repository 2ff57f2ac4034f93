import { ArrowLeft, ChevronDown, ChevronUp, X } from "lucide-react";
import { type Ref, useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Section } from "#contract/library.ts";
import { FailureText } from "#ui/failure-text.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { MiddleCut } from "#ui/middle-cut.tsx";
import { useIsNarrow } from "#ui/use-media.ts";
import { useHearth } from "../../client/hearth.ts";
import type { OpenSource } from "../../client/state/selection-state.ts";
import { SectionList } from "./section-list.tsx";
import { SourceFoot } from "./source-foot.tsx";
import { useDocument } from "./use-document.ts";
import { useReturnToOpener } from "./use-return-to-opener.ts";

/** A document beside the screen, open at the passage that an answer cites. */
export function SourcePanel({ open }: { open: OpenSource }) {
  const panel = useRef<HTMLElement>(null);
  useReturnToOpener(panel, open);
  // What was loaded of one document goes with it
  return <Panel key={open.documentId} open={open} ref={panel} />;
}

function Panel({ open, ref }: { open: OpenSource; ref: Ref<HTMLElement> }) {
  const { t } = useTranslation();
  const { outline, failure: noText, textOf } = useDocument(open.documentId);
  const failure = noText && (open.reason ?? noText);
  const passage = open.passages[open.index] ?? null;
  // Opening the same passage again goes there again: `open` is new each time
  const mark = useMemo(() => {
    const at = open.passages[open.index];
    return at === undefined ? null : { start: at.start, end: at.end };
  }, [open]);
  const textOfNow = useRef(textOf);
  textOfNow.current = textOf;
  const load = useCallback(
    (section: Section) => textOfNow.current(section),
    [],
  );

  return (
    <aside
      ref={ref}
      className="flex h-full flex-col bg-surface"
      aria-label={t("source.label")}
    >
      <PanelHeader open={open} pages={outline?.document.pages ?? null} />
      {outline !== null ? (
        <SectionList
          key={open.documentId}
          outline={outline}
          mark={mark}
          label={t("source.text", { name: open.name })}
          load={load}
        />
      ) : (
        <div className="min-h-0 flex-1 bg-sunk p-5" role="status">
          {failure === null ? (
            <p className="text-quiet">{t("source.loading")}</p>
          ) : (
            <p className="text-bad">
              <FailureText failure={failure} />
            </p>
          )}
        </div>
      )}
      {passage !== null && (
        <SourceFoot passage={passage} considered={open.considered} />
      )}
    </aside>
  );
}

function PanelHeader({
  open,
  pages,
}: {
  open: OpenSource;
  pages: number | null;
}) {
  const { t } = useTranslation();
  const { selection } = useHearth();
  const isNarrow = useIsNarrow();
  const passage = open.passages[open.index] ?? null;
  const { step, close } = selection.getState();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Where it hides everything else, the focus has to come along
    if (isNarrow) title.current?.focus();
  }, [isNarrow]);
  const where = [
    passage?.page != null &&
      (pages === null
        ? t("source.page", { page: passage.page })
        : t("source.pageOf", { page: passage.page, pages })),
    passage === null && pages !== null && t("library.pages", { count: pages }),
    passage !== null &&
      t("source.passageOf", {
        index: open.index + 1,
        total: open.passages.length,
      }),
  ].filter((words) => words !== false);
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
        <p className="tabular truncate text-xs text-quiet">
          {where.join(", ")}
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
