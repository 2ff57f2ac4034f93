import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Source, Turn } from "#contract/turns.ts";
import { shownSources } from "#ui/answer/shown-sources.ts";
import { SourceCard } from "#ui/source-card.tsx";
import { useHearth, useSelection } from "../../client/hearth.ts";
import { openNumber } from "../../client/state/selection-state.ts";

/** Drawn again only when other sources are shown: text comes many times a second. */
export const SourcesRow = memo(
  function SourcesRow({ turn }: { turn: Turn }) {
    const { t } = useTranslation();
    const sources = shownSources(turn);
    if (sources.length === 0) return null;
    return (
      <ul className="flex flex-wrap gap-1.5" aria-label={t("chat.sources")}>
        {sources.map((source) => (
          <li key={source.number} className="flex max-w-full min-w-0">
            <Card turn={turn} source={source} />
          </li>
        ))}
      </ul>
    );
  },
  ({ turn: before }, { turn: now }) =>
    before.id === now.id &&
    before.sources === now.sources &&
    before.citations === now.citations &&
    before.state === now.state,
);

function Card({ turn, source }: { turn: Turn; source: Source }) {
  const { selection } = useHearth();
  const isOpen = useSelection(
    (state) => openNumber(state, turn.id) === source.number,
  );
  const isHovered = useSelection(
    ({ hovered }) =>
      hovered?.turnId === turn.id && hovered.number === source.number,
  );
  const { openSource, hover, leave } = selection.getState();
  return (
    <SourceCard
      source={source}
      isOpen={isOpen}
      isLit={isOpen || isHovered}
      onOpen={() => openSource(turn, source.number)}
      onPoint={() => hover(turn.id, source.number)}
      onLeave={leave}
    />
  );
}
