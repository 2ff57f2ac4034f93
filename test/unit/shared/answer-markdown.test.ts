import { describe, expect, it } from "vitest";
import type { Quote, Source } from "#contract/turns.ts";
import { citedNumbers } from "#core/chat/citations.ts";
import { answerMarkdown } from "#shared/answer-markdown.ts";
import { quotedText } from "#shared/quoted-text.ts";
import { hit } from "../../support/chat-harness.ts";

const quote: Quote = {
  number: 1,
  answers: [{ start: 100, end: 101 }],
  tableHead: null,
  keepsLines: false,
  indent: 0,
  isShown: true,
};
const source = (text: string, facts: Partial<Source> = {}): Source => ({
  ...hit(text),
  number: 1,
  rank: 1,
  isUsed: true,
  ...facts,
});
const markdown = (
  text: string,
  facts: Partial<Source> = {},
  change: Partial<Quote> = {},
) =>
  answerMarkdown({
    answer: "",
    quotes: [{ ...quote, ...change }],
    sources: [source(text, facts)],
  });

describe("quotes as Markdown", () => {
  it("stand below their number, so that it can't fall into a table or into code", () => {
    expect(markdown("```py\nrent = 900\n```")).toBe(
      "[1] **lease.pdf, page 3** · Terms\n\n> ```py\n> rent = 900\n> ```",
    );
    expect(
      markdown("| 1 | 2 |", {}, { tableHead: "| a | b |\n|---|---|" }),
    ).toContain("> | a | b |\n> |---|---|\n> | 1 | 2 |");
  });

  it("close a block of code that the quote leaves open", () => {
    expect(markdown("```\nrent")).toMatch(/> rent\n> ```$/);
  });

  it("cite nothing by the numbers that a document has in brackets", () => {
    expect(
      citedNumbers(markdown("Ducks swim [2], see [1-3] and 【2】.")),
    ).toEqual([1]);
  });

  it("show names and headings as they are, whatever marks they hold", () => {
    expect(
      markdown("Text.", {
        name: "a_b*c*.md",
        headings: ["# <b>One</b>"],
        page: null,
      }),
    ).toContain("**a\\_b\\*c\\*.md** · \\# \\<b\\>One\\</b\\>");
  });

  it("leave out what is behind", () => {
    expect(markdown("Text.", {}, { isShown: false })).toBe("");
  });

  it("are an answer that was stored as text where there are none", () => {
    expect(
      answerMarkdown({ answer: "> old [1]", quotes: [], sources: [] }),
    ).toBe("> old [1]");
  });
});

describe("a quote as it is shown", () => {
  it("loses the indentation of its first line on all lines, and what answers stays marked", () => {
    const text = "- one\n    - two\n      - three";
    const start = 100 + text.indexOf("two");
    const shown = quotedText(source(text), {
      ...quote,
      indent: 4,
      answers: [{ start, end: start + 3 }],
    });
    expect(shown.text).toBe("- one\n- two\n  - three");
    const [answer] = shown.answers;
    expect(shown.text.slice(answer?.start, answer?.end)).toBe("two");
  });

  it("has the head of its table above it, and what answers stays marked", () => {
    const shown = quotedText(source("| Graz | 900 |"), {
      ...quote,
      tableHead: "| city | rent |\n|---|---|",
      answers: [{ start: 102, end: 106 }],
    });
    const [answer] = shown.answers;
    expect(shown.text.slice(answer?.start, answer?.end)).toBe("Graz");
  });
});
