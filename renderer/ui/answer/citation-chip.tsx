import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { SourceNumber } from "../source-number.tsx";
import { type TurnHandle, useTurnHandle } from "./turn-context.ts";

/** A citation in the text of an answer. Its card and its passage light up with it. */
export function CitationChip(props: Record<string, unknown>) {
  const number = Number(props["number"]);
  const handle = useTurnHandle();
  // A number that stands for no source is only a number in brackets
  return handle === null ? (
    <>[{number}]</>
  ) : (
    <Chip handle={handle} number={number} />
  );
}

function Chip({ handle, number }: { handle: TurnHandle; number: number }) {
  const { t } = useTranslation();
  const isLit = useSyncExternalStore(handle.subscribe, () =>
    handle.isLit(number),
  );
  const source = handle.now()?.sources.find((other) => other.number === number);
  if (source === undefined) return <>[{number}]</>;
  const where =
    source.page === null
      ? (source.headings.at(-1) ?? "")
      : t("source.page", { page: source.page });
  return (
    <button
      type="button"
      // The source's card is its tab stop: one a source, however often it is cited
      tabIndex={-1}
      className="mx-px inline-flex -translate-y-px rounded-[5px] align-middle leading-none"
      aria-label={t("chat.openSource", { number, name: source.name, where })}
      title={[source.name, where].filter(Boolean).join(", ")}
      onClick={() => handle.open(number)}
      onPointerEnter={() => handle.point(number)}
      onPointerLeave={handle.leave}
      onFocus={() => handle.point(number)}
      onBlur={handle.leave}
    >
      <SourceNumber number={number} isLit={isLit} />
    </button>
  );
}
