import { useTranslation } from "react-i18next";
import type { Source, Turn } from "#contract/turns.ts";
import { SourceCard } from "#ui/source-card.tsx";
import { useHearth, useSelection } from "../../client/hearth.ts";
import { openNumber } from "../../client/state/selection-state.ts";

/** The sources that an answer cites; where it cites none, those that it was given. */
export function shownSources(turn: Turn): Source[] {
  const cited = new Set(turn.citations.map(({ number }) => number));
  return turn.sources.filter((source) =>
    cited.size > 0 ? cited.has(source.number) : source.isUsed,
  );
}

export function SourcesRow({ turn }: { turn: Turn }) {
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
}

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
