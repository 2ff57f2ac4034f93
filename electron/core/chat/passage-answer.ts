import { withoutMarkers } from "#contract/citation-markers.ts";
import type { SearchHit, SearchMode } from "#contract/search.ts";
import type { Source } from "#contract/turns.ts";
import { excerptOf, questionWords, wordWeights } from "./excerpt.ts";
import { numbered } from "./finding.ts";

/** Passages that are quoted: more would be a list of hits, not an answer. */
const mostQuotes = 5;

export type PassagesBecause = "no-model" | "model-failed";

const openings: Record<PassagesBecause, string> = {
  "no-model":
    "No language model is in use, so these are the passages of your documents that fit the question best, word for word.",
  "model-failed":
    "The language model could not answer, so these are the passages of your documents that fit the question best, word for word.",
};

/**
 * The ranking as sources: first those in use, narrowed to the part that is quoted so that a citation opens at just
 * that, then the others. What would be quoted in the same words is quoted once.
 */
export function quotedSources(
  question: string,
  hits: readonly SearchHit[],
  /** A passage may reach over several headings: those above the quote are named. */
  headingsAt: (documentId: string, offset: number) => string[] | null,
): Source[] {
  const weights = wordWeights(
    questionWords(question),
    hits.slice(0, mostQuotes).map(({ text }) => text),
  );
  const said = new Set<string>();
  const quoted: Source[] = [];
  const others: Source[] = [];
  for (const source of numbered(hits, 0)) {
    const { start, end } = excerptOf(source.text, weights);
    const text = source.text.slice(start, end);
    const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
    if (quoted.length === mostQuotes || (words !== "" && said.has(words))) {
      others.push(source);
      continue;
    }
    said.add(words);
    quoted.push({
      ...source,
      isUsed: true,
      headings:
        headingsAt(source.documentId, source.start + start) ?? source.headings,
      start: source.start + start,
      end: source.start + end,
      text,
    });
  }
  return [...quoted, ...others].map((source, index) => ({
    ...source,
    number: index + 1,
  }));
}

/** The answer without a model, in pieces to be streamed: an opening sentence, then each quote with its place. */
export function passageAnswer(
  quoted: readonly Source[],
  because: PassagesBecause,
): string[] {
  return [
    openings[because],
    ...quoted.map(
      (source) =>
        `\n\n${placeOf(source)}\n\n${quote(source.text, source.number)}`,
    ),
  ];
}

/** What is said when no passage was found, and what may help. */
export function nothingFoundAnswer(mode: SearchMode): string {
  const hint =
    mode === "keyword"
      ? "The search was by keyword: try the words that the documents themselves would use, or a part of a name."
      : "Try other words, a name or a number that stands in the document.";
  return `Nothing in your documents matches this question. ${hint} If the document is not in the library yet, add it and ask again.`;
}

function placeOf(source: Source): string {
  const page = source.page === null ? "" : `, page ${source.page}`;
  const path =
    source.headings.length === 0 ? "" : ` · ${source.headings.join(" › ")}`;
  return `**${escaped(source.name)}${page}**${escaped(path)}`;
}

/** A Markdown block quote. After a table or code the number stands below: on their last line it would belong to them. */
function quote(text: string, number: number): string {
  // [3] in a paper means its own list of literature
  const lines = withoutMarkers(text).split("\n");
  const isOpenFence =
    lines.filter((line) => /^\s*(`{3,}|~{3,})/u.test(line)).length % 2 === 1;
  if (isOpenFence) lines.push("```");
  const lastLine = lines.at(-1) ?? "";
  if (/^\s*(\||`{3,}|~{3,}|#)/u.test(lastLine) || lastLine.trim() === "")
    lines.push("", `[${number}]`);
  else lines[lines.length - 1] = `${lastLine} [${number}]`;
  return lines.map((line) => (line === "" ? ">" : `> ${line}`)).join("\n");
}

/** A name or heading is text, whatever marks it holds. */
function escaped(text: string): string {
  return text.replace(/([\\`*_[\]<>#|~])/gu, "\\$1").replace(/\s+/gu, " ");
}
