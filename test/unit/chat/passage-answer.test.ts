import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { citedNumbers } from "#core/chat/citations.ts";
import { excerptOf, questionWords, wordWeights } from "#core/chat/excerpt.ts";
import { passageAnswer, quotedSources } from "#core/chat/passage-answer.ts";
import { hit } from "../../support/chat-harness.ts";

const filler =
  "The weather was mild and nothing of note happened in the village that day. ".repeat(
    12,
  );

function excerpt(text: string, question: string): string {
  const { start, end } = excerptOf(
    text,
    wordWeights(questionWords(question), [text]),
  );
  return text.slice(start, end);
}

const quoted = (text: string, facts = {}) => ({
  ...hit(text, facts),
  number: 1,
  rank: 1,
  isUsed: true,
});

describe("what is quoted of a passage", () => {
  it("is the piece around the sentences that answer, in whole sentences", () => {
    const text = `${filler}The tenant may terminate with three months' notice. Termination must be in writing. ${filler}`;
    const piece = excerpt(text, "How can the tenant terminate?");
    expect(piece).toContain(
      "The tenant may terminate with three months' notice. Termination must be in writing.",
    );
    expect(piece.length).toBeLessThanOrEqual(700);
    expect(piece).toMatch(/^The .*\.$/s);
  });

  it("finds inflected words and those of other scripts", () => {
    expect(
      excerpt(
        `${filler}Cancellations are refunded. ${filler}`,
        "cancellation policy",
      ),
    ).toContain("Cancellations");
    const japanese = `${"今日は天気がいいです。".repeat(60)}契約は五月に終わります。${"今日は天気がいいです。".repeat(60)}`;
    expect(excerpt(japanese, "契約はいつ終わりますか")).toContain(
      "契約は五月に終わります。",
    );
  });

  it("keeps a table whole, and code", () => {
    const table = "| city | rent |\n|---|---|\n| Graz | 900 |\n| Wien | 1200 |";
    expect(
      excerpt(`${filler}\n\n${table}\n\n${filler}`, "rent Graz"),
    ).toContain(table);
    const code = "```py\ndef rent():\n    return 900\n```";
    expect(
      excerpt(`${filler}\n\n${code}\n\n${filler}`, "def rent return"),
    ).toContain(code);
  });

  it("is always a range of the passage that is not empty, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 3000 }),
        fc.string(),
        (text, question) => {
          const { start, end } = excerptOf(
            text,
            wordWeights(questionWords(question), [text]),
          );
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          if (text.trim() !== "")
            expect(text.slice(start, end).trim()).not.toBe("");
        },
      ),
    );
  });

  it("leaves a footnote's mark with the sentence before it", () => {
    const piece = excerpt(
      `${filler.trim()}[4] Ducks live on every continent except one.[5][6] ${filler}`,
      "Where do ducks live?",
    );
    expect(piece).toMatch(
      /^Ducks live on every continent except one\.\[5\]\[6\] The/,
    );
  });

  it("answers with sentences and not with the heading that asks the same", () => {
    const body =
      "Mallards live on ponds and slow rivers of the whole northern half of the world. ";
    const piece = excerpt(
      `# Ducks\n\n## Habitat of ducks\n\n${filler}${body}${filler}`,
      "What is the habitat of mallards?",
    );
    expect(piece).toContain(body.trim());
    expect(piece).not.toContain("#");
    expect(excerpt("# Ducks\n\nThey swim.", "ducks")).toBe("They swim.");
    expect(excerpt("# Ducks", "ducks")).toBe("# Ducks");
  });
});

describe("the answer made of passages", () => {
  it("quotes the same words once, and numbers what it quotes from one", () => {
    const hits = ["It ends in May.", "It ends, in May!", "Rent is due."].map(
      (text) => hit(text),
    );
    expect(
      quotedSources("When does it end?", hits, () => null).map((source) => [
        source.number,
        source.isUsed,
        source.rank,
      ]),
    ).toEqual([
      [1, true, 1],
      [2, true, 3],
      [3, false, 2],
    ]);
  });

  it("puts the number inside the quote, after the last word", () => {
    const answer = passageAnswer(
      [quoted("First line.\nIt ends in May.")],
      "no-model",
    ).join("");
    expect(answer).toContain("> First line.\n> It ends in May. [1]");
  });

  it("cites nothing by the numbers that a document has in brackets", () => {
    const sources = quotedSources(
      "ducks",
      [hit("Ducks swim [2], see [1-3] and 【2】."), hit("Geese fly.")],
      () => null,
    );
    const answer = passageAnswer(sources, "no-model").join("");
    expect(citedNumbers(answer.slice(0, answer.indexOf("Geese")))).toEqual([1]);
    expect(answer.replaceAll("\u2060", "")).toContain(
      "> Ducks swim [2], see [1-3] and 【2】. [1]",
    );
  });

  it("does not make the number a cell of a table", () => {
    const answer = passageAnswer(
      [quoted("| a | b |\n|---|---|\n| 1 | 2 |")],
      "no-model",
    ).join("");
    expect(answer).toContain("> | 1 | 2 |\n>\n> [1]");
  });

  it("shows names and headings as they are, whatever marks they hold", () => {
    const answer = passageAnswer(
      [
        quoted("Text.", {
          name: "a_b*c*.md",
          headings: ["# <b>One</b>"],
          page: null,
        }),
      ],
      "no-model",
    ).join("");
    expect(answer).toContain("**a\\_b\\*c\\*.md** · \\# \\<b\\>One\\</b\\>");
  });

  it("cites just the part that is quoted, at its own place in the document", () => {
    const text = `${filler}The lease ends in May. ${filler}`;
    const [source] = quotedSources(
      "When does the lease end?",
      [hit(text, { start: 100, end: 100 + text.length })],
      (_id, offset) => [`from ${offset}`],
    );
    expect(source?.headings).toEqual([`from ${source?.start}`]);
    expect(source?.text).toContain("The lease ends in May.");
    expect(source?.text.length).toBeLessThan(text.length);
    expect(source?.text).toBe(
      text.slice((source?.start ?? 0) - 100, (source?.end ?? 0) - 100),
    );
  });
});
