import type { NearMiss } from "#contract/search.ts";
import { notJudged } from "#contract/search.ts";
import type { Quote, Source } from "#contract/turns.ts";
import { fakeSources } from "./fake-answers.ts";

/** The sources of the lease as quotes, two of them shown. */
export function fakeQuotes(): { sources: Source[]; quotes: Quote[] } {
  const marked = [
    "Notice is of **three months** and is given by registered letter",
    "Notice is reduced to one month",
    "- unpaid rent & charges",
  ];
  const sources = fakeSources()
    .slice(0, marked.length)
    .map((source, index) => ({ ...source, isUsed: index < 2 }));
  const quotes = sources.map((source, index): Quote => {
    const words = marked[index] ?? "";
    const start = source.start + source.text.indexOf(words);
    return {
      number: source.number,
      answers: [{ start, end: start + words.length }],
      tableHead: null,
      keepsLines: false,
      indent: 0,
      isShown: source.isUsed,
    };
  });
  return { sources, quotes };
}

/** A search that nothing answers: one miss by words, one by meaning, and pages that could not be read. */
export function fakeNotFound() {
  const [words, meaning] = fakeSources().map(
    (source): Source => ({ ...source, isUsed: false }),
  );
  const miss = (source: Source | undefined, facts: Partial<NearMiss>) =>
    source === undefined
      ? []
      : [
          {
            ...source,
            nearestBy: "words" as const,
            holds: [],
            lacks: [],
            similarity: 0.2,
            ...facts,
          },
        ];
  return {
    sources: [words, meaning].filter((source) => source !== undefined),
    considered: 212,
    answerability: {
      ...notJudged,
      answerable: "no" as const,
      words: [
        { word: "parking", passages: 0 },
        { word: "notice", passages: 3 },
      ],
      nearest: [
        ...miss(words, { holds: ["notice"], lacks: ["parking"] }),
        ...miss(meaning, { nearestBy: "meaning" }),
      ],
    },
    coverage: {
      searched: 412,
      failed: 1,
      pending: 0,
      failedNames: ["Payslips.pdf"],
      unreadPages: 2,
      unreadIn: [{ name: "Scan 2019-03 notary.pdf", pages: [7, 12] }],
    },
  };
}
