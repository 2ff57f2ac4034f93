const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** More words narrow nothing down further. */
const maxTerms = 12;

/** The words as terms for SQLite's full text: each quoted, an unfinished last one as a beginning. */
export function searchTerms(query: string): string[] {
  const words = [...segmenter.segment(query)].flatMap((part) =>
    part.isWordLike === true ? [part.segment] : [],
  );
  const isUnfinished = /[\p{L}\p{N}]$/u.test(query);
  return words.slice(0, maxTerms).map((word, index) => {
    const quoted = `"${word.replaceAll('"', '""')}"`;
    return isUnfinished && index === words.length - 1 ? `${quoted}*` : quoted;
  });
}

/** Takes SQLite's marks (U+E000, U+E001) out of a snippet and says where they stood. */
export function snippetWithMatches(marked: string): {
  snippet: string;
  matches: { start: number; end: number }[];
} {
  let snippet = "";
  let start: number | null = null;
  const matches: { start: number; end: number }[] = [];
  for (const part of marked.replace(/\s+/gu, " ").split(/([\ue000\ue001])/u)) {
    if (part === "\ue000") start = snippet.length;
    else if (part === "\ue001" && start !== null) {
      matches.push({ start, end: snippet.length });
      start = null;
    } else snippet += part;
  }
  return { snippet, matches };
}
