import { describe, expect, it } from "vitest";
import { filler, passage, quoted } from "../../support/quoted-passages.ts";

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
