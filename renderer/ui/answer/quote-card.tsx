import { FileText } from "lucide-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Quote, Source } from "#contract/turns.ts";
import { classes } from "../classes.ts";
import { MiddleCut } from "../middle-cut.tsx";
import { SourceNumber } from "../source-number.tsx";
import { QuoteText } from "./quote-text.tsx";
import { useTurnHandle } from "./turn-context.ts";
import { useWorkspaceName } from "./workspace-name.ts";

export interface QuotedSource {
  quote: Quote;
  source: Source;
}

/** What is quoted of one file. The card of the passage that is open carries its colour. */
export function QuoteCard({ quotes }: { quotes: readonly QuotedSource[] }) {
  const handle = useTurnHandle();
  const isLit = useSyncExternalStore(handle?.subscribe ?? noSubscription, () =>
    quotes.some(({ source }) => handle?.isLit(source.number) === true),
  );
  return (
    <li
      className={classes(
        "divide-y divide-line overflow-hidden rounded-card border bg-surface",
        isLit ? "border-accent ring-1 ring-accent" : "border-line",
      )}
    >
      {quotes.map(({ quote, source }, index) => (
        <Quoted
          key={source.number}
          quote={quote}
          source={source}
          isNamed={index === 0}
        />
      ))}
    </li>
  );
}

function Quoted({
  quote,
  source,
  isNamed,
}: QuotedSource & { isNamed: boolean }) {
  const { t } = useTranslation();
  const handle = useTurnHandle();
  const { number } = source;
  const isLit = useSyncExternalStore(
    handle?.subscribe ?? noSubscription,
    () => handle?.isLit(number) === true,
  );
  const heading = source.headings.at(-1) ?? "";
  const page =
    source.page === null ? "" : t("source.page", { page: source.page });
  const workspace = useWorkspaceName(source);
  const where = [workspace, page, heading].filter(Boolean).join(" · ");
  const open = () => handle?.open(number);
  return (
    // The pointer may take the whole card; the keyboard has the button in it
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button around it all would take the links in it, and the words from who selects them
    // biome-ignore lint/a11y/noStaticElementInteractions: the same
    <div
      className="cursor-pointer px-3.5 pt-2.5 pb-3.5"
      onPointerEnter={() => handle?.point(number)}
      onPointerLeave={() => handle?.leave()}
      onClick={() => {
        // Words that are being selected are not a click
        if (window.getSelection()?.isCollapsed !== false) open();
      }}
    >
      <button
        type="button"
        aria-label={t("chat.openSource", { number, name: source.name, where })}
        aria-pressed={isLit}
        className="flex h-7 w-full min-w-0 items-center gap-2.5 rounded-control text-start"
        onFocus={() => handle?.point(number)}
        onBlur={() => handle?.leave()}
        onClick={(event) => {
          event.stopPropagation();
          open();
        }}
      >
        {isNamed && (
          <>
            <FileText
              size={16}
              strokeWidth={1.75}
              className="shrink-0 text-quiet"
              aria-hidden
            />
            <span className="min-w-0 text-[13px] font-semibold">
              <MiddleCut text={source.name} />
            </span>
          </>
        )}
        <span
          className="min-w-12 flex-1 truncate text-xs text-quiet"
          title={where}
        >
          {where}
        </span>
        <SourceNumber number={number} isLit={isLit} />
      </button>
      <QuoteText source={source} quote={quote} />
    </div>
  );
}

const noSubscription = () => () => undefined;
