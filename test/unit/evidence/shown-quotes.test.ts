import { describe, expect, it } from "vitest";
import { AppError } from "#contract/errors.ts";
import { quotesOf } from "#core/evidence/quotes.ts";
import { noSignal } from "../../support/chat-harness.ts";
import { filler, passage, quoted } from "../../support/quoted-passages.ts";

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

  // Would catch: the landlord's notice alone for who asks for "the notice", though the tenant's stands beside it
  it("are of both sections of a passage that answer as well, and of no third", async () => {
    const quotes = await quoted(
      "What notice of how many months?",
      passage(
        "lease",
        ["heading", "## The tenant"],
        "The tenant gives notice of three months.",
        ["heading", "## The landlord"],
        "The landlord gives notice of six months.",
        ["heading", "## The agency"],
        "The agency gives notice of nine months.",
      ),
    );
    expect(quotes.flatMap(({ said }) => said)).toEqual([
      "The tenant gives notice of three months.",
      "The landlord gives notice of six months.",
    ]);
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
