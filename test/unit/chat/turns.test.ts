import { describe, expect, it } from "vitest";
import {
  modelFile,
  noSignal,
  noticesOf,
  textOf,
} from "../../support/chat-harness.ts";
import { says, saysUntilStopped } from "../../support/fake-language-model.ts";
import { ask, firstText, turnsHarness } from "../../support/turns-harness.ts";

describe("a turn that a model writes", () => {
  it("logs start, sources, text and finish with exact citations and the engine's speed", async () => {
    const chat = turnsHarness();
    await chat.parts(ask(chat).turnId);
    chat.fake.script = says("It ends ", "on 1 May 2031 [1].");
    const parts = await chat.parts(ask(chat).turnId);
    expect(parts.map((part) => part.type)).toEqual([
      "start",
      "sources",
      "delta",
      "delta",
      "finish",
    ]);
    expect(parts.map((part) => part.seq)).toEqual([1, 2, 3, 4, 5]);
    expect(textOf(parts)).toBe("It ends on 1 May 2031 [1].");
    const finish = parts.at(-1);
    expect(finish).toMatchObject({
      reason: "complete",
      citations: [
        {
          number: 1,
          path: "/papers/lease.pdf",
          page: 3,
          start: 100,
          end: 129,
          text: "The lease ends on 1 May 2031.",
        },
      ],
      timings: { outputTokens: 11, inputTokens: 100, tokensPerSecond: 100 },
      context: { contextTokens: 4096 },
    });
  });

  // Would catch: nothing but a line of waiting to look at while a large model loads, or passages stored twice for ever
  it("logs what was found before a model is loaded, and once more as it is used", async () => {
    const chat = turnsHarness();
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const load = chat.fake.load.bind(chat.fake);
    chat.fake.load = async (request) => {
      await held;
      return load(request);
    };
    const { turnId } = ask(chat);
    for await (const part of chat.turns.watch(turnId, 0, { signal: noSignal }))
      if (part.type === "sources") {
        expect(chat.fake.loaded()).toBeNull();
        expect(part.sources.map(({ isUsed }) => isUsed)).toEqual([
          false,
          false,
        ]);
        break;
      }
    release();
    const parts = await chat.parts(turnId);
    expect(parts.map(({ type }) => type)).toEqual([
      "start",
      "sources",
      "sources",
      "delta",
      "finish",
    ]);
    expect(parts[2]).toMatchObject({
      sources: [
        { number: 1, isUsed: true },
        { number: 2, isUsed: true },
      ],
    });
    const next = await chat.parts(ask(chat).turnId);
    expect(next.filter(({ type }) => type === "sources")).toHaveLength(1);
  });

  // Would catch: a question behind another one that shows nothing until that one's answer is written
  it("logs what was found at once where the model is loaded and still writes another answer", async () => {
    const chat = turnsHarness();
    chat.fake.script = saysUntilStopped("It ends");
    const first = ask(chat);
    await firstText(chat, first.turnId);
    const second = ask(chat);
    for await (const part of chat.turns.watch(second.turnId, 0, {
      signal: noSignal,
    }))
      if (part.type === "sources") break;
    expect(chat.fake.prompts).toHaveLength(1);
    chat.turns.stop(second.turnId);
    chat.turns.stop(first.turnId);
    await chat.parts(second.turnId);
    await chat.parts(first.turnId);
  });

  // Would catch: nothing to look at while the model that was chosen takes the place of the one that is loaded
  it("logs what was found before the model that is loaded is changed for another one", async () => {
    const chat = turnsHarness({
      models: [
        modelFile("/models/tiny.gguf"),
        { ...modelFile("/models/other.gguf"), id: "other.gguf" },
      ],
    });
    const timesShown = async (id: string) => {
      const { turnId } = chat.turns.ask({
        workspaceId: chat.workspaceId,
        question: "When does the lease end?",
        model: { id },
      });
      const parts = await chat.parts(turnId);
      return parts.filter(({ type }) => type === "sources").length;
    };
    expect(await timesShown("tiny.gguf")).toBe(2);
    expect(await timesShown("tiny.gguf")).toBe(1);
    expect(await timesShown("other.gguf")).toBe(2);
  });

  it("says when the model cited nothing", async () => {
    const chat = turnsHarness();
    chat.fake.script = says("On 1 May 2031.");
    const parts = await chat.parts(ask(chat).turnId);
    expect(noticesOf(parts)).toEqual(["not-cited"]);
    expect(parts.at(-1)).toMatchObject({ type: "finish", citations: [] });
  });

  it("gives the model what was said before, without quoted passages, along with the new passages", async () => {
    const chat = turnsHarness();
    chat.fake.script = says("In 2031 [1].");
    const first = ask(chat);
    await chat.parts(first.turnId);
    const quoted = chat.turns.ask({
      workspaceId: chat.workspaceId,
      conversationId: first.conversationId,
      question: "Show me",
      model: { id: "none" },
    });
    await chat.parts(quoted.turnId);
    const third = chat.turns.ask({
      workspaceId: chat.workspaceId,
      conversationId: first.conversationId,
      question: "And the rent?",
    });
    await chat.parts(third.turnId);
    const prompt = chat.fake.prompts[1] ?? [];
    expect(prompt.map(({ role }) => role)).toEqual([
      "system",
      "user",
      "assistant",
      "user",
    ]);
    expect(prompt[1]?.text).toBe("When does the lease end?");
    expect(prompt[3]?.text).toContain("The rent is due monthly.");
    expect(prompt[0]).toEqual(chat.fake.prompts[0]?.[0]);
  });

  it("lets one turn at a time have the model, in order", async () => {
    const chat = turnsHarness();
    chat.fake.script = says("a [1]", "b");
    const asked = [ask(chat, "one"), ask(chat, "two"), ask(chat, "three")];
    await Promise.all(asked.map(({ turnId }) => chat.parts(turnId)));
    expect(chat.fake.maxRunning).toBe(1);
    expect(
      chat.fake.prompts.map(
        (prompt) =>
          /one|two|three/.exec(prompt.at(-1)?.text.slice(-6) ?? "")?.[0],
      ),
    ).toEqual(["one", "two", "three"]);
  });

  it("says that its process had to be started again", async () => {
    const chat = turnsHarness();
    chat.fake.wasRestarted = true;
    expect(noticesOf(await chat.parts(ask(chat).turnId))).toContain(
      "worker-restarted",
    );
  });
});
