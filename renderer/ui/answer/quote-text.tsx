import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Quote, Source } from "#contract/turns.ts";
import { quotedText } from "#shared/quoted-text.ts";
import { classes } from "../classes.ts";
import { drawNode } from "../markdown/markdown-nodes.tsx";
import { parseMarkdown } from "../markdown/parse-markdown.ts";

/** The words of a document, with what answers among them marked. */
export const QuoteText = memo(function QuoteText({
  source,
  quote,
}: {
  source: Source;
  quote: Quote;
}) {
  const { t } = useTranslation();
  const { text, answers, tree } = useMemo(() => {
    const shown = quotedText(source, quote);
    return { ...shown, tree: parseMarkdown(shown.text) };
  }, [source, quote]);
  return (
    <div
      className={classes(
        "prose-answer prose-quote",
        quote.keepsLines && "keeps-lines",
      )}
    >
      {drawNode(tree, {
        source: text,
        sourceStart: 0,
        marks: answers,
        markClass: "answering",
        pictureWords: (alt) =>
          alt === ""
            ? t("source.pictureOnly")
            : t("source.picture", { text: alt }),
      })}
    </div>
  );
});
