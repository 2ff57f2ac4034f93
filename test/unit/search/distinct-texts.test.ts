import { beforeEach, expect, test, vi } from "vitest";
import { DistinctTexts } from "#core/library/search/distinct-texts.ts";
import { sameText } from "#core/library/search/near-duplicates.ts";
import { shinglesOf } from "#core/library/search/shingles.ts";

vi.mock(import("#core/library/search/near-duplicates.ts"), { spy: true });
beforeEach(() => vi.clearAllMocks());

const run = (name: string, words: number) =>
  Array.from({ length: words }, (_, word) => `${name}x${word}`).join(" ");
const footer = run("footer", 34);
/** Of 66 own words three tenths of the runs are the footer's, which stands in every text; of 22 more than half. */
const withFooter = (name: string, words = 66) =>
  shinglesOf(`${run(name, words)}. ${footer}`);

// Bug: each text was compared with all before it, several times, so the first search of 4,000 took half a minute
test("texts that share a footer are compared with few others, however many there are", () => {
  const comparedIn = (count: number) => {
    const texts = new DistinctTexts();
    for (let at = 0; at < count - 100; at++) texts.add(withFooter(`t${at}`));
    vi.mocked(sameText).mockClear();
    for (let at = 0; at < 100; at++)
      expect(texts.add(withFooter(`last${at}`))).toBe(true);
    return vi.mocked(sameText).mock.calls.length;
  };
  const few = comparedIn(1_000);
  expect(few).toBeGreaterThan(0);
  expect(comparedIn(4_000)).toBeLessThanOrEqual(few * 1.1);
});

// Would catch: a text whose lowest runs of words are all the footer's, of which no copy is known any more
test("copies are told among texts that share a footer", () => {
  const texts = new DistinctTexts();
  for (let at = 0; at < 600; at++)
    expect(texts.add(withFooter(`t${at}`, 22))).toBe(true);
  for (let at = 0; at < 600; at++)
    expect(texts.add(withFooter(`t${at}`, 22))).toBe(false);
});

// Would catch: one long run of words that both hold, compared again for each five words of it
test("a text is compared once with another, whatever they share", () => {
  const texts = new DistinctTexts();
  texts.add(shinglesOf(`${run("a", 60)} ${footer}`));
  texts.add(shinglesOf(`${run("b", 60)} ${footer}`));
  expect(vi.mocked(sameText).mock.calls.length).toBeLessThanOrEqual(1);
});
