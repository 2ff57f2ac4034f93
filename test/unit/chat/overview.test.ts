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

  it("is only its beginning, cut, where it is one long line", () => {
    const [said, ...more] =
      saidOf(documentOf(["paragraph", "x".repeat(9_000)])) ?? [];
    expect(said?.length).toBeLessThan(1_000);
    expect(more).toEqual([]);
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
