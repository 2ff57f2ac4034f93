import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../text/use-format.ts";
import { type CountedWork, jobWords } from "./job-words.ts";

/** How far and how fast, in one line of short pieces. */
export function JobFacts({
  facts,
  children,
}: {
  facts: CountedWork;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className="tabular flex flex-wrap gap-x-3 text-xs text-quiet">
      {jobWords(facts, t, format).map((word) => (
        <li key={word}>{word}</li>
      ))}
      {children}
    </ul>
  );
}
