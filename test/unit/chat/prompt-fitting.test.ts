import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitPrompt } from "#core/chat/prompt-fitting.ts";
import type { ChatMessage } from "#core/ports/language-model.ts";
import { FakeLanguageModel } from "../../support/fake-language-model.ts";

const model = new FakeLanguageModel();
const tokensOf = async (messages: readonly ChatMessage[]) =>
  (await model.count({ prompts: [messages] })).prompts[0] ?? 0;
const words = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .map((count) =>
      Array.from({ length: count }, (_, index) => `w${index % 7}`).join(" "),
    );
const passage = (text: string, index: number) => ({
  name: "a.md",
  page: null,
  headings: [],
  number: index + 1,
  text,
});

const cases = fc.record({
  history: fc.array(fc.record({ question: words(60), answer: words(200) }), {
    maxLength: 8,
  }),
  passages: fc
    .array(words(400), { maxLength: 12 })
    .map((texts) => texts.map(passage)),
  question: words(40),
  contextTokens: fc.integer({ min: 512, max: 6000 }),
});

describe("fitting a prompt into the model's window", () => {
  it("never exceeds the window with the room to answer, drops only from the ends, and says what it dropped", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (input) => {
        const fitted = await fitPrompt(input, model);
        const total = await tokensOf(fitted.messages);
        expect(total + fitted.maxTokens).toBeLessThan(input.contextTokens);
        expect(fitted.kept).toEqual(
          input.passages.slice(0, fitted.kept.length),
        );
        const said = fitted.messages.slice(1, -1).map(({ text }) => text);
        expect(said.length % 2).toBe(0);
        const all = input.history.flatMap((turn) => [
          turn.question,
          turn.answer,
        ]);
        expect(said).toEqual(said.length === 0 ? [] : all.slice(-said.length));
        const dropped = new Map(
          fitted.notices.map(({ code, params }) => [code, params]),
        );
        expect(dropped.get("passages-dropped")).toEqual(
          fitted.kept.length < input.passages.length
            ? { kept: fitted.kept.length, total: input.passages.length }
            : undefined,
        );
        expect(dropped.has("history-dropped")).toBe(said.length < all.length);
      }),
      { numRuns: 150 },
    );
  });

  it("gives up what was said before rather than the best passage", async () => {
    const long = Array.from({ length: 290 }, () => "word").join(" ");
    const fitted = await fitPrompt(
      {
        history: [
          {
            question: "w",
            answer: Array.from({ length: 60 }, () => "x").join(" "),
          },
        ],
        passages: [passage(long, 0)],
        question: "why",
        contextTokens: 600,
      },
      model,
    );
    expect(fitted.kept).toHaveLength(1);
    expect(fitted.messages).toHaveLength(2);
  });

  it("refuses a question that fills the window by itself", async () => {
    const question = Array.from({ length: 600 }, () => "word").join(" ");
    await expect(
      fitPrompt(
        { history: [], passages: [], question, contextTokens: 700 },
        model,
      ),
    ).rejects.toMatchObject({ code: "prompt-too-long" });
  });

  it("asks the model's process once where all fits: each crossing is waited for before the first word", async () => {
    const before = model.counts;
    await fitPrompt(
      {
        history: [{ question: "a b", answer: "c" }],
        passages: [passage("d e f", 0), passage("g h", 1)],
        question: "i",
        contextTokens: 2048,
      },
      model,
    );
    expect(model.counts - before).toBe(1);
  });

  it("accounts for every token of the prompt", async () => {
    const { context, messages } = await fitPrompt(
      {
        history: [{ question: "a b", answer: "c" }],
        passages: [passage("d e f", 0)],
        question: "g",
        contextTokens: 2048,
      },
      model,
    );
    const parts =
      context.systemTokens +
      context.historyTokens +
      context.passageTokens +
      context.questionTokens;
    expect(parts).toBe(await tokensOf(messages));
  });
});
