import { describe, expect, it } from "vitest";
import { AppError } from "#contract/errors.ts";
import type { Block } from "#contract/library.ts";
import { type QuotedPassage, quotesOf } from "#core/evidence/quotes.ts";
import { noSignal } from "../../support/chat-harness.ts";

const filler =
  "The weather was mild and nothing of note happened in the village that day. ".repeat(
    12,
  );

/** A document of the blocks that are given, one after the other, and a passage that is all of it. */
function passage(
  documentId: string,
  ...parts: (string | [Block["kind"], string])[]
): QuotedPassage {
  let text = "";
  const blocks = parts.map((part): Block => {
    const [kind, body] =
      typeof part === "string" ? ["paragraph" as const, part] : part;
    const start = text.length;
    text += `${body}\n\n`;
    return {
      kind,
      start,
      end: start + body.length,
      page: null,
      level: kind === "heading" ? 2 : null,
    };
  });
  return {
    documentId,
    document: { text, blocks },
    headings: [],
    start: 0,
    end: text.length,
  };
}

async function quoted(question: string, ...passages: QuotedPassage[]) {
  const quotes = await quotesOf(
    { question, passages, embedder: null },
    { signal: noSignal },
  );
  return quotes.map((quote) => {
    const text = passages[quote.passage]?.document.text ?? "";
    return {
      ...quote,
      text: text.slice(quote.start, quote.end),
      said: quote.answers.map(({ start, end }) => text.slice(start, end)),
    };
  });
}

describe("what is quoted of a passage", () => {
  it("is the answering sentence with one on each side", async () => {
    const [quote] = await quoted(
      "How much notice does the tenant give?",
      passage(
        "lease",
        `${filler}The lease runs three years. The tenant gives three months' notice. It is sent by letter. ${filler}`,
      ),
    );
    expect(quote?.said).toEqual(["The tenant gives three months' notice."]);
    expect(quote?.text).toBe(
      "The lease runs three years. The tenant gives three months' notice. It is sent by letter.",
    );
  });

  it("does not mark the head of a page, however many words of the question stand in it", async () => {
    const [quote] = await quoted(
      "What is optimized table tokenization for structure recognition?",
      passage(
        "paper",
        "Optimized Table Tokenization for Table Structure Recognition 9",
        "The tokenization OTSL needs five symbols for each table and its structure.",
      ),
    );
    expect(quote?.said).toEqual([
      "The tokenization OTSL needs five symbols for each table and its structure.",
    ]);
  });

  it("does not reach over a heading, and takes two sentences from the side that has them", async () => {
    const [quote] = await quoted(
      "What is the rent?",
      passage(
        "lease",
        "An older sentence.",
        ["heading", "## Rent"],
        "The rent is 900 euros. It is due monthly. It is paid by transfer. It rises.",
      ),
    );
    expect(quote?.text).toBe(
      "The rent is 900 euros. It is due monthly. It is paid by transfer.",
    );
  });

  it("keeps a short table, list and block of code whole", async () => {
    const table = "| city | rent |\n|---|---|\n| Graz | 900 |\n| Wien | 1200 |";
    const list = "- deposit of one month\n- rent of Graz\n- charges";
    const code = "```py\ndef rent():\n\n    return 900\n```";
    for (const [kind, body] of [
      ["table", table],
      ["list", list],
      ["code", code],
    ] as const) {
      const [quote] = await quoted(
        "rent Graz return",
        passage("a", filler, [kind, body], filler),
      );
      expect(quote?.text).toBe(body);
    }
  });

  it("gives rows of a long table its head, and cuts no row", async () => {
    const head = "| city | rent |\n|---|---|";
    const rows = Array.from({ length: 200 }, (_, n) => `| City ${n} | ${n} |`);
    const [quote] = await quoted(
      "What is the rent of City 150?",
      passage("a", ["table", [head, ...rows].join("\n")]),
    );
    expect(quote?.tableHead).toBe(head);
    expect(quote?.said).toEqual(["| City 150 | 150 |"]);
    for (const line of quote?.text.split("\n") ?? [])
      expect(rows).toContain(line);
  });

  it("takes the sentence that introduces a list with it", async () => {
    const [quote] = await quoted(
      "What may the landlord keep?",
      passage("a", "The landlord may keep:", [
        "list",
        "- unpaid rent\n- repairs the landlord may keep",
      ]),
    );
    expect(quote?.text).toContain("The landlord may keep:");
  });
});

describe("what is marked of a passage", () => {
  const said = async (
    question: string,
    ...parts: Parameters<typeof passage>[1][]
  ) => (await quoted(question, passage("a", ...parts)))[0]?.said;

  it("is the sentence below the heading that the question is about", async () => {
    expect(
      await said(
        "What notice does the tenant owe?",
        ["heading", "## Notice by the landlord"],
        "The period is of six months.",
        ["heading", "## Notice by the tenant"],
        "The period is of three months.",
      ),
    ).toEqual(["The period is of three months."]);
  });

  it("is no sentence that only leads to a list or says where else it stands", async () => {
    expect(
      await said(
        "What may the landlord keep?",
        "From it the landlord may keep:",
        ["list", "- the landlord may keep unpaid rent"],
      ),
    ).toEqual(["- the landlord may keep unpaid rent"]);
    expect(
      await said(
        "What is the address of Docket Operations?",
        "The street address for Docket Operations is listed above. Docket Operations is at 1200 New Jersey Avenue.",
      ),
    ).toEqual(["Docket Operations is at 1200 New Jersey Avenue."]);
  });

  it("has a figure where the question asks for one, and a name where it asks who", async () => {
    expect(
      await said(
        "What is the serial number of the boiler?",
        "Quote the serial number. Serial number: TC24-88213-FR.",
      ),
    ).toEqual(["Serial number: TC24-88213-FR."]);
    expect(
      await said(
        "How long is the notice period?",
        "Notice is of three months. During the notice period rent remains due.",
      ),
    ).toEqual(["Notice is of three months."]);
    expect(
      await said(
        "Who signs the lease?",
        "Whoever rents signs the lease. The lease Odile Marchand signs.",
      ),
    ).toEqual(["The lease Odile Marchand signs."]);
  });

  it("is a line with lines around it, which stay lines", async () => {
    const lines = Array.from(
      { length: 30 },
      (_, day) =>
        `2024-05-${String(day + 10)} INFO request ${String(day)} took 8 ms`,
    );
    lines[17] = "2024-05-27 ERROR disk of host saturn is full";
    const [quote] = await quoted(
      "Which host's disk is full?",
      passage("log", lines.join("\n")),
    );
    expect(quote?.said).toEqual([lines[17]]);
    expect(quote?.text).toBe(lines.slice(15, 20).join("\n"));
    expect(quote?.keepsLines).toBe(true);
  });

  it("is a line of code below its fence, the lines around it at their own indentation", async () => {
    const code = `\`\`\`py\n${"    x = 1\n".repeat(60)}def fee(days):\n    GRACE_DAYS = 14\n    return 12\n\`\`\``;
    const [quote] = await quoted("grace_days", passage("a", ["code", code]));
    expect(quote?.said).toEqual(["GRACE_DAYS = 14"]);
    expect(quote?.tableHead).toBe("```py");
    expect(quote?.text).toBe(
      "    x = 1\n    x = 1\ndef fee(days):\n    GRACE_DAYS = 14\n    return 12",
    );
  });

  it("leaves the number of the page out", async () => {
    const [quote] = await quoted(
      "May I sublet?",
      passage("a", "You may sublet with consent.", "Page 2 of 3"),
    );
    expect(quote?.text).toBe("You may sublet with consent.");
  });
});

describe("which quotes are shown", () => {
  it("are three at most, the best sentence first whatever the rank of its passage", async () => {
    const quotes = await quoted(
      "How many years does the boiler warranty last?",
      passage("a", "The boiler is in the cellar of the house."),
      passage("b", "The boiler warranty ends after five years."),
      ...["c", "d", "e", "f"].map((id) =>
        passage(id, `The boiler of house ${id} has a warranty card.`),
      ),
    );
    expect(quotes[0]?.said).toEqual([
      "The boiler warranty ends after five years.",
    ]);
    expect(quotes.filter(({ isShown }) => isShown)).toHaveLength(3);
    expect(quotes).toHaveLength(6);
  });

  it("leave entries of a bibliography behind, however well they match", async () => {
    const entry =
      "Devlin, J., Chang, M. et al. 2019. How BERT masks tokens: the share of tokens that BERT masks. In Proceedings of NAACL, pp. 1-9.";
    const quotes = await quoted(
      "What share of tokens does BERT mask?",
      { ...passage("a", entry), headings: ["References"] },
      passage("b", "BERT masks 15 percent of the tokens."),
    );
    expect(quotes[0]?.said).toEqual(["BERT masks 15 percent of the tokens."]);
    expect(quotes.find(({ text }) => text === entry)?.isShown).toBe(false);
  });

  it("leave what says the same again behind", async () => {
    const quotes = await quoted(
      "When does the lease end?",
      passage("a", "The lease ends in May."),
      passage("b", "The lease ends, in May!"),
    );
    expect(quotes.map(({ isShown }) => isShown)).toEqual([true, false]);
  });

  it("merge two that touch into one with both answers", async () => {
    const whole = passage(
      "a",
      "The lease ends in May. The tenant leaves the keys. The lease is not renewed in May. All is said.",
    );
    const half = whole.document.text.indexOf("The tenant");
    const quotes = await quoted(
      "Does the lease end in May?",
      { ...whole, end: half },
      { ...whole, start: half },
    );
    expect(quotes).toHaveLength(1);
    expect(quotes[0]?.said).toEqual([
      "The lease ends in May.",
      "The lease is not renewed in May.",
    ]);
  });

  it("stand together where they are of one document", async () => {
    const far = passage(
      "a",
      "The rent is 900 euros.",
      filler,
      filler,
      "The rent is paid monthly.",
    );
    const half = far.document.text.length / 2;
    const quotes = await quoted(
      "What is the rent in Graz?",
      { ...far, end: half },
      passage("b", "The rent in Graz is high."),
      { ...far, start: half },
    );
    expect(quotes.map(({ passage }) => passage)).toEqual([1, 0, 2]);
  });
});

describe("by meaning", () => {
  const texts = ["It lasts until 2031.", "The cat sleeps a lot."];
  /** Only the text about 2031 lies near the question. */
  const embedder = {
    embed: async (of: readonly string[]) =>
      of.map((text) =>
        Float32Array.from(/2031|contract/.test(text) ? [1, 0] : [0, 1]),
      ),
  };

  it("finds a sentence that shares no word with the question", async () => {
    const only = passage("a", texts.toReversed().join(" "));
    const [quote] = await quotesOf(
      { question: "When is the contract over?", passages: [only], embedder },
      { signal: noSignal },
    );
    const [answer] = quote?.answers ?? [];
    expect(only.document.text.slice(answer?.start, answer?.end)).toBe(texts[0]);
  });

  it("goes on by words when the model can't run, and ends when the turn is stopped", async () => {
    const passages = [passage("a", "The lease ends in May.")];
    const failing = {
      embed: () => Promise.reject(new AppError("worker-crashed", "gone")),
    };
    expect(
      await quotesOf(
        { question: "lease", passages, embedder: failing },
        { signal: noSignal },
      ),
    ).toHaveLength(1);
    await expect(
      quotesOf(
        { question: "lease", passages, embedder },
        { signal: AbortSignal.abort(new Error("stopped")) },
      ),
    ).rejects.toThrow("stopped");
  });
});
