import { type Ref, useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Section } from "#contract/library.ts";
import { FailureText } from "#ui/failure-text.tsx";
import { useHearth } from "../../client/hearth.ts";
import type { OpenSource } from "../../client/state/selection-state.ts";
import { PlacedFailure } from "../../common/placed-failure.tsx";
import { PanelHeader } from "./panel-header.tsx";
import { SectionList } from "./section-list.tsx";
import { SourceFoot } from "./source-foot.tsx";
import { useDocument } from "./use-document.ts";
import { useReturnToOpener } from "./use-return-to-opener.ts";
import { useShownPassage } from "./use-shown-passage.ts";

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
  const passage = useShownPassage(open);
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

  const { client, selection, messages } = useHearth();
  const { documentId, place } = open;
  const openLink = useCallback(
    async (target: string) => {
      const linked = await messages
        .getState()
        .attempt(() => client.library.linked({ documentId, target }), "source");
      if (linked === null) return false;
      selection
        .getState()
        .openDocument(linked, place === "library" ? "library" : "chat");
      return true;
    },
    [client, messages, selection, documentId, place],
  );

  return (
    <aside
      ref={ref}
      className="flex h-full flex-col bg-surface"
      aria-label={t("source.label")}
    >
      <PanelHeader
        open={open}
        passage={passage}
        pages={outline?.document.pages ?? null}
      />
      <PlacedFailure place="source" className="shrink-0 p-2" />
      {outline !== null ? (
        <SectionList
          key={open.documentId}
          outline={outline}
          mark={mark}
          label={t("source.text", { name: open.name })}
          load={load}
          openLink={openLink}
        />
      ) : (
        <div className="min-h-0 flex-1 bg-sunk p-5" role="status">
          {failure === null ? (
            <p className="text-quiet">{t("source.loading")}</p>
          ) : (
            <p
              className={
                failure.code === "unsupported-type" ? "text-quiet" : "text-bad"
              }
            >
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
