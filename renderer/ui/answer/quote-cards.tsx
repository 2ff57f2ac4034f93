import { ChevronDown, ChevronUp } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Quote, Turn } from "#contract/turns.ts";
import { QuoteCard, type QuotedSource } from "./quote-card.tsx";

/** Names told of what is behind; more would be a list of files. */
const maxNames = 2;

/** The answer where no model wrote one: a card for each file, the best quote first, the rest behind one line. */
export function QuoteCards({ turn }: { turn: Turn }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const moreId = useId();
  const quoted = quotedSources(turn);
  const shown = quoted.filter(({ quote }) => quote.isShown);
  const rest = quoted.filter(({ quote }) => !quote.isShown);
  const names = [...new Set(rest.map(({ source }) => source.name))];
  const Chevron = isOpen ? ChevronUp : ChevronDown;
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-3" aria-label={t("chat.sources")}>
        {byDocument(shown).map((quotes) => (
          <QuoteCard key={quotes[0]?.source.number} quotes={quotes} />
        ))}
      </ul>
      {rest.length > 0 && (
        <>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={moreId}
            className="flex min-w-0 items-center gap-2 self-start rounded-control px-1 py-1.5 text-start text-[13px] font-medium text-quiet hover:text-ink"
            onClick={() => setIsOpen(!isOpen)}
          >
            <Chevron
              size={16}
              strokeWidth={1.75}
              className="shrink-0"
              aria-hidden
            />
            {isOpen
              ? t("chat.quotes.fewer")
              : names.length > maxNames
                ? t("chat.quotes.moreOfMany", {
                    count: rest.length,
                    name: names[0],
                    files: names.length - 1,
                  })
                : t("chat.quotes.more", {
                    count: rest.length,
                    names: names.join(t("chat.quotes.and")),
                  })}
          </button>
          <ul
            id={moreId}
            hidden={!isOpen}
            className="flex flex-col gap-3"
            aria-label={t("chat.quotes.rest")}
          >
            {isOpen &&
              byDocument(rest).map((quotes) => (
                <QuoteCard key={quotes[0]?.source.number} quotes={quotes} />
              ))}
          </ul>
        </>
      )}
    </div>
  );
}

function quotedSources({ quotes, sources }: Turn): QuotedSource[] {
  const byNumber = new Map(sources.map((source) => [source.number, source]));
  return quotes.flatMap((quote: Quote) => {
    const source = byNumber.get(quote.number);
    return source === undefined ? [] : [{ quote, source }];
  });
}

const byDocument = (quoted: readonly QuotedSource[]): QuotedSource[][] => [
  ...Map.groupBy(
    quoted,
    ({ source }: QuotedSource) => source.documentId,
  ).values(),
];
