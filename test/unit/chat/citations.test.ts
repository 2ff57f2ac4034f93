import { describe, expect, it } from "vitest";
import { citationsIn, citedNumbers } from "#core/chat/citations.ts";
import { hit } from "../../support/chat-harness.ts";

const source = (number: number, isUsed = true) => ({
  ...hit(`text ${number}`),
  number,
  rank: number,
  isUsed,
});

describe("reading citations out of an answer", () => {
  it.each([
    ["So it is [2].", [2]],
    ["So [2][1], and again [2].", [2, 1]],
    ["Both [1, 3] and [4;5].", [1, 3, 4, 5]],
    ["A range [2-4] or [6–7].", [2, 3, 4, 6, 7]],
    ["全角【1】でも。", [1]],
    ["A footnote [^3].", [3]],
    ["A link [1](https://example.org) is none.", []],
    ["`list[1]` is code, [2] is not.", [2]],
    ["```js\na[3]\n```\nBut [1].", [1]],
    ["An open fence\n```\na[3]", []],
    ["Year [2031] is none, nor is [x].", []],
    ["", []],
  ])("%s", (answer, numbers) => {
    expect(citedNumbers(answer)).toEqual(numbers);
  });

  it("keeps only passages that the writer was given", () => {
    const cited = citationsIn("[3] [1] [9] [2]", [
      source(1),
      source(2, false),
      source(3),
    ]);
    expect(cited.map(({ number }) => number)).toEqual([3, 1]);
    expect(cited[0]).toEqual({
      number: 3,
      path: "/papers/lease.pdf",
      page: 3,
      start: 100,
      end: 106,
      text: "text 3",
    });
  });
});
