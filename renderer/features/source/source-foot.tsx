import { Trans, useTranslation } from "react-i18next";
import type { Source } from "#contract/turns.ts";
import { useFormat } from "../../text/use-format.ts";

const foundBy = {
  words: "source.foundWords",
  meaning: "source.foundMeaning",
  both: "source.foundBoth",
} as const;

/** Why this passage was found, and where it stands in its document. */
export function SourceFoot({
  passage,
  considered,
}: {
  passage: Source;
  considered: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <footer className="flex shrink-0 flex-wrap gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 text-xs text-quiet">
      <span>
        <Trans
          i18nKey={foundBy[passage.foundBy]}
          components={{ b: <strong className="font-semibold text-ink" /> }}
        />
      </span>
      <span className="tabular">
        {considered > 0
          ? t("source.rank", {
              rank: format.number(passage.rank),
              considered: format.number(considered),
            })
          : t("source.rankOnly", { rank: format.number(passage.rank) })}
      </span>
      {passage.headings.length > 0 && (
        <span className="min-w-0 truncate" title={passage.headings.join(" › ")}>
          {passage.headings.join(" › ")}
        </span>
      )}
    </footer>
  );
}
