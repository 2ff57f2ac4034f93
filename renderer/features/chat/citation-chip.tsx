import { useTranslation } from "react-i18next";
import { SourceNumber } from "#ui/source-number.tsx";
import { useHearth, useSelection } from "../../client/hearth.ts";
import { openNumber } from "../../client/state/selection-state.ts";
import { useTurnHandle } from "./turn-context.ts";

/** A citation in the text of an answer. Its card and its passage light up with it. */
export function CitationChip(props: Record<string, unknown>) {
  const number = Number(props["number"]);
  const handle = useTurnHandle();
  const { t } = useTranslation();
  const { selection } = useHearth();
  const isLit = useSelection(
    (state) =>
      handle !== null &&
      (openNumber(state, handle.id) === number ||
        (state.hovered?.turnId === handle.id &&
          state.hovered.number === number)),
  );
  const source = handle
    ?.now()
    ?.sources.find((other) => other.number === number);
  // A number that stands for no source is only a number in brackets
  if (handle === null || source === undefined) return <>[{number}]</>;
  const { openSource, hover, leave } = selection.getState();
  const where =
    source.page === null
      ? (source.headings.at(-1) ?? "")
      : t("source.page", { page: source.page });
  return (
    <button
      type="button"
      className="mx-0.5 inline-flex -translate-y-px rounded-[5px] align-middle leading-none"
      aria-label={t("chat.openSource", { number, name: source.name, where })}
      title={[source.name, where].filter(Boolean).join(", ")}
      onClick={() => {
        const turn = handle.now();
        if (turn !== null) openSource(turn, number);
      }}
      onPointerEnter={() => hover(handle.id, number)}
      onPointerLeave={leave}
      onFocus={() => hover(handle.id, number)}
      onBlur={leave}
    >
      <SourceNumber number={number} isLit={isLit} />
    </button>
  );
}
