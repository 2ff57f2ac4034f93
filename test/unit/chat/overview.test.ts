import { describe, expect, it } from "vitest";
import { documentId, workspaceId } from "#contract/ids.ts";
import type { Block } from "#contract/library.ts";
import { overviewOf } from "#core/chat/overview.ts";
import type { AnswerTextReader } from "#core/library/documents/answer-text-reader.ts";
import { asksForWhole } from "#core/words/overview-words.ts";

function documentOf(...parts: [Block["kind"], string][]): AnswerTextReader {
  let text = "";
  const blocks = parts.map(([kind, body]): Block => {
    const start = text.length;
    text += `${body}\n\n`;
    return { kind, start, end: start + body.length, page: 1, level: 2 };
  });
  return {
    document: () => ({
      id: documentId.parse(crypto.randomUUID()),
      workspaceId: workspaceId.parse(crypto.randomUUID()),
      name: "lease.pdf",
      path: "/a/lease.pdf",
    }),
    text: () => ({ text, blocks }),
    headings: () => [],
  };
}

const saidOf = (reader: AnswerTextReader) =>
  overviewOf(["a"], reader)?.hits.map(({ text }) => text);

const shownOf = (reader: AnswerTextReader) =>
  overviewOf(["a"], reader)?.quoted.quotes.map(({ isShown }) => isShown);

describe("a document as a whole", () => {
  // Would catch: a to-do list of nine lines of which two are shown, with nothing behind "more"
  it("is all of it where it is short, a part for each heading, and nothing behind more", () => {
    const reader = documentOf(
      ["paragraph", "Between Anna and Bob. Signed in Lyon."],
      ["heading", "## Rent"],
      ["paragraph", "The rent is 940 euros. It is paid monthly."],
      ["heading", "## Notice"],
      ["list", "- three months\n- by letter"],
      ["paragraph", "To the landlord."],
      ["heading", "## Pets"],
      ["paragraph", "None."],
    );
    expect(saidOf(reader)).toEqual([
      "Between Anna and Bob. Signed in Lyon.",
      "The rent is 940 euros. It is paid monthly.",
      "- three months\n- by letter\n\nTo the landlord.",
      "None.",
    ]);
    const { quotes } = overviewOf(["a"], reader)?.quoted ?? {};
    expect(quotes?.map(({ isShown }) => isShown)).toEqual(Array(4).fill(true));
  });

  // Would catch: a list of headings with a line under each gives hundreds of quotes and sources, all shown
  it("is no more parts than of a long one, of neighbouring sections, and still all of it", () => {
    const lines = Array.from({ length: 98 }, (_, at) => `line${at}`);
    const reader = documentOf(
      ...lines.flatMap((line): [Block["kind"], string][] => [
        ["heading", "#"],
        ["paragraph", line],
      ]),
    );
    const said = saidOf(reader) ?? [];
    expect(said.length).toBeLessThanOrEqual(10);
    expect(said.join("\n").match(/line\d+/g)).toEqual(lines);
    const { sources, quotes } = overviewOf(["a"], reader)?.quoted ?? {};
    expect(sources).toHaveLength(said.length);
    expect(quotes?.[0]?.answers.map(({ end }) => end)).toEqual([8]);
  });

  it("is its beginning and the first sentence below each heading where it is long", () => {
    const reader = documentOf(
      ["heading", "# Lease"],
      ["paragraph", "Between Anna and Bob. Signed in Lyon."],
      ["heading", "## Rent"],
      ["paragraph", "The rent is 940 euros. It is paid monthly."],
      ["heading", "## Part two"],
      ["heading", "### Notice"],
      ["list", `- three months\n${"- by letter\n".repeat(200)}`],
    );
    expect(saidOf(reader)).toEqual([
      "Between Anna and Bob. Signed in Lyon.",
      "The rent is 940 euros.",
      "- three months",
    ]);
    const whole = overviewOf(["a"], reader);
    expect(whole?.quoted.quotes.map(({ isShown }) => isShown)).toEqual([
      true,
      true,
      true,
    ]);
  });

  // Would catch: the beginning of a text without headings, and nothing that says that more follows
  it("is its beginning where it has no headings, and what follows behind more", () => {
    const text = Array.from(
      { length: 100 },
      (_, at) => `This is sentence ${at}.`,
    );
    const reader = documentOf(
      ["heading", "# Notes"],
      ["paragraph", text.slice(0, 50).join(" ")],
      ["paragraph", text.slice(50).join(" ")],
    );
    expect(
      saidOf(reader)
        ?.join(" ")
        .split(/\s+(?=This)/u),
    ).toEqual(text);
    expect(shownOf(reader)).toEqual([true, false, false, false]);
  });

  it("is cut in stretches, the first shown, where it is one long line, and not without end", () => {
    const reader = documentOf(["paragraph", "x".repeat(90_000)]);
    const said = saidOf(reader) ?? [];
    expect(Math.max(...said.map(({ length }) => length))).toBeLessThan(1_000);
    expect(said).toHaveLength(10);
    expect(shownOf(reader)).toEqual([true, ...Array(9).fill(false)]);
  });

  // Would catch: two wide rows of a table of twelve lines, and nothing behind more
  it("shows twenty rows of a table, however wide, and the next behind more below its head", () => {
    const wide = "| 90,635.50 ".repeat(12);
    const rows = Array.from(
      { length: 30 },
      (_, at) => `| Supplier ${at} ${wide}|`,
    );
    const head = "| supplier | month |\n|---|---|";
    const reader = documentOf(
      ["heading", "# Offers"],
      ["table", [head, ...rows].join("\n")],
    );
    const [shown, behind] = saidOf(reader) ?? [];
    expect(shown).toBe([head, ...rows.slice(0, 20)].join("\n"));
    expect(behind).toBe(rows.slice(20).join("\n"));
    const { quotes } = overviewOf(["a"], reader)?.quoted ?? {};
    expect(
      quotes?.map(({ tableHead, isShown }) => ({ tableHead, isShown })),
    ).toEqual([
      { tableHead: null, isShown: true },
      { tableHead: head, isShown: false },
    ]);
  });

  it("is nothing where there is no text", () => {
    expect(overviewOf(["a"], documentOf(["heading", "# Lease"]))).toBeNull();
  });
});

describe("asking for a document as a whole", () => {
  it.each([
    "what is in ?",
    "",
    "What does say?",
    "summarise",
    "give me an overview of",
    "Was steht in ?",
    "Fasse zusammen",
    "De quoi parle ?",
    "¿Qué contiene ?",
  ])("%s", (asked) => {
    expect(asksForWhole(asked)).toBe(true);
  });

  it("is not asking for something in it", () => {
    expect(asksForWhole("What does say about the rent?")).toBe(false);
    expect(asksForWhole("summarise the notice periods")).toBe(false);
  });
});
