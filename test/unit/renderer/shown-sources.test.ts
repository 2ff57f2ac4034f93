import { expect, it } from "vitest";
import type { Source, Turn } from "#contract/turns.ts";
import { shownSources } from "../../../renderer/ui/answer/shown-sources.ts";
import { fakeSources } from "../../support/fake-answers.ts";

const shown = (state: Turn["state"], sources: Source[], cited: number[]) =>
  shownSources({
    state,
    sources,
    citations: sources.filter(({ number }) => cited.includes(number)),
  }).map(({ number }) => number);

// Would catch: nothing to open while a model loads, or a dozen cards below an answer that cites one
it("those found stand there until it is known which are used, then those that are cited", () => {
  const found = fakeSources()
    .slice(0, 1)
    .flatMap((one) =>
      Array.from({ length: 12 }, (_, index) => ({
        ...one,
        number: index + 1,
        isUsed: false,
      })),
    );
  expect(shown("running", found, [])).toEqual([1, 2, 3, 4, 5, 6]);
  expect(shown("finished", found, [])).toEqual([]);
  const used = found.map((one) => ({ ...one, isUsed: one.number <= 2 }));
  expect(shown("running", used, [])).toEqual([1, 2]);
  expect(shown("finished", used, [2])).toEqual([2]);
});
