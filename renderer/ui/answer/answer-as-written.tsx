import { Fragment } from "react";
import { CitationChip } from "./citation-chip.tsx";
import { splitCitations } from "./citations.ts";

/** An answer without its Markdown drawn: its words, its lines and its citations. */
export function AnswerAsWritten({ text }: { text: string }) {
  let at = 0;
  return (
    <p className="prose-answer break-words whitespace-pre-wrap">
      {splitCitations(text, (number) => number > 0).map((piece) => {
        at += 1;
        return piece.kind === "text" ? (
          <Fragment key={at}>{piece.text}</Fragment>
        ) : (
          <CitationChip key={at} number={piece.number} />
        );
      })}
    </p>
  );
}
