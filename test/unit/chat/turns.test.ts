import { rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { AppError } from "#contract/errors.ts";
import type { TurnId } from "#contract/ids.ts";
import {
  type ChatHarnessOptions,
  createChatHarness,
  hit,
  noSignal,
  noticesOf,
  textOf,
} from "../../support/chat-harness.ts";
import {
  diesAfter,
  FakeLanguageModel,
  says,
  saysUntilStopped,
} from "../../support/fake-language-model.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function harness(options: Partial<ChatHarnessOptions> = {}) {
  const fake = new FakeLanguageModel();
  const chat = createChatHarness({
    languageModel: fake,
    hits: [
      hit("The lease ends on 1 May 2031."),
      hit("The rent is due monthly.", { start: 400, end: 424, page: null }),
    ],
    ...options,
  });
  closers.push(chat.close);
  return { ...chat, fake };
}

function ask(
  chat: ReturnType<typeof harness>,
  question = "When does the lease end?",
) {
  return chat.turns.ask({ workspaceId: chat.workspaceId, question });
}

async function firstText(chat: ReturnType<typeof harness>, turnId: TurnId) {
  for await (const part of chat.turns.watch(turnId, 0, { signal: noSignal }))
    if (part.type === "delta") return;
}

describe("a turn that a model writes", () => {
  it("logs start, sources, text and finish with exact citations and the engine's speed", async () => {
    const chat = harness();
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

  it("says when the model cited nothing", async () => {
    const chat = harness();
    chat.fake.script = says("On 1 May 2031.");
    const parts = await chat.parts(ask(chat).turnId);
    expect(noticesOf(parts)).toEqual(["not-cited"]);
    expect(parts.at(-1)).toMatchObject({ type: "finish", citations: [] });
  });

  it("gives the model what was said before, without quoted passages, along with the new passages", async () => {
    const chat = harness();
    chat.fake.script = says("In 2031 [1].");
    const first = ask(chat);
    await chat.parts(first.turnId);
    const quoted = chat.turns.ask({
      workspaceId: chat.workspaceId,
      conversationId: first.conversationId,
      question: "Show me",
      model: "none",
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
    const chat = harness();
    chat.fake.script = says("a [1]", "b");
    const asked = [ask(chat, "one"), ask(chat, "two"), ask(chat, "three")];
    await Promise.all(asked.map(({ turnId }) => chat.parts(turnId)));
    expect(chat.fake.mostRunning).toBe(1);
    expect(
      chat.fake.prompts.map(
        (prompt) =>
          /one|two|three/.exec(prompt.at(-1)?.text.slice(-6) ?? "")?.[0],
      ),
    ).toEqual(["one", "two", "three"]);
  });

  it("says that its process had to be started again", async () => {
    const chat = harness();
    chat.fake.wasRestarted = true;
    expect(noticesOf(await chat.parts(ask(chat).turnId))).toContain(
      "worker-restarted",
    );
  });
});

describe("without a model that works", () => {
  it("quotes the passages, cited and word for word, and says so", async () => {
    const chat = harness({ model: null });
    const parts = await chat.parts(ask(chat).turnId);
    expect(parts[0]).toMatchObject({
      type: "start",
      route: "passages",
      model: null,
    });
    expect(noticesOf(parts)).toEqual(["passages-only"]);
    expect(textOf(parts)).toContain("No language model is in use");
    expect(textOf(parts)).toContain("> The lease ends on 1 May 2031. [1]");
    expect(parts.at(-1)).toMatchObject({
      reason: "complete",
      citations: [
        { number: 1, start: 100 },
        { number: 2, start: 400, page: null },
      ],
      timings: { tokensPerSecond: null },
    });
  });

  it("says that nothing was found, and asks no model", async () => {
    const chat = harness({ hits: [] });
    const parts = await chat.parts(ask(chat).turnId);
    expect(parts.at(-1)).toMatchObject({
      reason: "nothing-found",
      citations: [],
    });
    expect(textOf(parts)).toContain("Nothing in your documents matches");
    expect(chat.fake.prompts).toEqual([]);
  });

  it("quotes when the model can't be loaded, and names the reason", async () => {
    const chat = harness();
    chat.fake.loadError = new AppError("model-damaged", "broken");
    const parts = await chat.parts(ask(chat).turnId);
    expect(parts.find((part) => part.type === "warning")).toMatchObject({
      notice: { code: "model-failed", params: { reason: "model-damaged" } },
    });
    expect(textOf(parts)).toContain("> The lease ends on 1 May 2031. [1]");
    expect((await chat.models.list())[0]).toMatchObject({
      state: "failed",
      error: { code: "model-damaged" },
    });
  });

  it("quotes when the model dies before its first word", async () => {
    const chat = harness();
    chat.fake.script = diesAfter();
    const parts = await chat.parts(ask(chat).turnId);
    expect(noticesOf(parts)).toContain("model-failed");
    expect(parts.at(-1)).toMatchObject({ type: "finish", reason: "complete" });
  });

  it("keeps the text and ends with the error when the model dies in the middle", async () => {
    const chat = harness();
    chat.fake.script = diesAfter("It ends ", "on");
    const { turnId, conversationId } = ask(chat);
    const parts = await chat.parts(turnId);
    expect(parts.at(-1)).toMatchObject({
      type: "error",
      error: { code: "worker-crashed" },
    });
    expect(chat.conversations.get({ conversationId }).turns[0]).toMatchObject({
      state: "failed",
      answer: "It ends on",
    });
  });

  it("does not answer by other means when the person named a model that is not there", async () => {
    const chat = harness();
    const { turnId } = chat.turns.ask({
      workspaceId: chat.workspaceId,
      question: "When?",
      model: "gone.gguf",
    });
    const parts = await chat.parts(turnId);
    expect(parts.map((part) => part.type)).toEqual(["start", "error"]);
  });

  it("refuses a question that leaves no room to answer", async () => {
    const chat = harness();
    chat.fake.contextTokens = 300;
    const parts = await chat.parts(ask(chat, "why ".repeat(400)).turnId);
    expect(parts.at(-1)).toMatchObject({
      type: "error",
      error: { code: "prompt-too-long" },
    });
  });
});

describe("stopping", () => {
  it("keeps what was written and resolves when the producer has ended", async () => {
    const chat = harness();
    chat.fake.script = saysUntilStopped("It ends [1]");
    const { turnId } = ask(chat);
    await firstText(chat, turnId);
    expect(await chat.turns.stop(turnId)).toEqual({ stopped: true });
    expect(chat.fake.running).toBe(0);
    const parts = await chat.parts(turnId);
    expect(textOf(parts)).toBe("It ends [1]");
    expect(parts.at(-1)).toMatchObject({
      reason: "stopped",
      citations: [{ number: 1 }],
    });
    expect(await chat.turns.stop(turnId)).toEqual({ stopped: false });
  });

  it("takes a turn out of the line without waiting for those before it", async () => {
    const chat = harness();
    chat.fake.script = saysUntilStopped("first");
    const first = ask(chat);
    await firstText(chat, first.turnId);
    const second = ask(chat);
    await chat.turns.stop(second.turnId);
    expect((await chat.parts(second.turnId)).at(-1)).toMatchObject({
      reason: "stopped",
    });
    chat.fake.script = says("third [1]");
    const third = ask(chat);
    await chat.turns.stop(first.turnId);
    expect(textOf(await chat.parts(third.turnId))).toBe("third [1]");
  });

  it("reaches a search that takes long", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const chat = harness({
      search: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
          resolve();
        }),
    });
    const { turnId } = ask(chat);
    await promise;
    await chat.turns.stop(turnId);
    expect((await chat.parts(turnId)).at(-1)).toMatchObject({
      reason: "stopped",
    });
  });
});

describe("ending Hearth", () => {
  it("ends what is being written as interrupted when it closes", async () => {
    const chat = harness();
    chat.fake.script = saysUntilStopped("half");
    const { turnId } = ask(chat);
    await firstText(chat, turnId);
    await chat.turns.close();
    const parts = await chat.parts(turnId);
    expect(parts.at(-1)).toMatchObject({
      type: "finish",
      reason: "interrupted",
    });
    expect(textOf(parts)).toBe("half");
  });

  it("keeps, after being killed, the committed text of a running turn and says that it was interrupted", async () => {
    const fake = new FakeLanguageModel();
    fake.script = saysUntilStopped("It ends [1] ", "in May");
    const killed = createChatHarness({
      languageModel: fake,
      hits: [hit("The lease ends.")],
    });
    const { turnId, conversationId } = killed.turns.ask({
      workspaceId: killed.workspaceId,
      question: "When?",
    });
    const committed = Promise.withResolvers<void>();
    const look = () => {
      const row = killed.db.get(
        "SELECT count(*) AS n FROM turn_parts WHERE turn_id = :turnId",
        { turnId },
      );
      if (Number(row?.["n"]) >= 4) committed.resolve();
      else setImmediate(look);
    };
    look();
    await committed.promise;
    killed.abandon();

    const chat = createChatHarness({
      languageModel: new FakeLanguageModel(),
      folder: killed.folder,
    });
    closers.push(async () => {
      await chat.close();
      rmSync(killed.folder, { recursive: true, force: true });
    });
    chat.turns.recover();
    const parts = await chat.parts(turnId);
    expect(textOf(parts)).toBe("It ends [1] in May");
    expect(parts.at(-1)).toMatchObject({
      type: "finish",
      reason: "interrupted",
      citations: [{ number: 1 }],
    });
    expect(parts.map((part) => part.seq)).toEqual(
      parts.map((_, index) => index + 1),
    );
    expect(
      chat.conversations.get({ conversationId }).conversation.runningTurnId,
    ).toBeNull();
    // The killed one still waits for its stop
    await killed.turns.close();
  });
});

describe("asking", () => {
  it("tells every client that a conversation is being written and when it no longer is", async () => {
    const chat = harness();
    const { turnId } = ask(chat);
    await chat.parts(turnId);
    const running = chat.events.flatMap((event) =>
      event.type === "conversations"
        ? event.changed.map((one) => one.runningTurnId)
        : [],
    );
    expect(running).toEqual([turnId, null]);
  });

  it("searches for a question that says little together with the one before", async () => {
    const queries: string[] = [];
    const chat = harness({
      model: null,
      search: async (_signal, query) => {
        queries.push(query);
        return { query, mode: "hybrid", hits: [], considered: 0, notices: [] };
      },
    });
    const { turnId, conversationId } = ask(
      chat,
      "When does the lease of the flat in Graz end?",
    );
    await chat.parts(turnId);
    for (const question of [
      "And the rent?",
      "Which documents mention the heating system?",
    ]) {
      const next = chat.turns.ask({
        workspaceId: chat.workspaceId,
        conversationId,
        question,
      });
      await chat.parts(next.turnId);
    }
    expect(queries.slice(1)).toEqual([
      "When does the lease of the flat in Graz end? And the rent?",
      "Which documents mention the heating system?",
    ]);
  });

  it("refuses a conversation of another workspace and one that is gone", () => {
    const chat = harness();
    const { conversationId } = ask(chat);
    const input = {
      conversationId,
      question: "x",
      workspaceId: chat.otherWorkspaceId,
    };
    expect(() => chat.turns.ask(input)).toThrow(
      expect.objectContaining({ code: "invalid-request" }),
    );
    expect(() =>
      chat.turns.ask({ ...input, workspaceId: crypto.randomUUID() }),
    ).toThrow(expect.objectContaining({ code: "not-found" }));
  });

  it("says that documents are still being indexed", async () => {
    const chat = harness();
    chat.db.run(
      `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
       VALUES ('d', :workspaceId, '/a', 'a', 1, 1, 'queued', 1)`,
      { workspaceId: chat.workspaceId },
    );
    const [start] = await chat.parts(ask(chat).turnId);
    expect(start).toMatchObject({
      warnings: [{ code: "index-building", params: { pending: 1 } }],
    });
  });

  it("has no watch for a turn that never was", async () => {
    const chat = harness();
    const watching = chat.turns.watch(crypto.randomUUID() as TurnId, 0, {
      signal: noSignal,
    });
    await expect(watching.next()).rejects.toMatchObject({ code: "not-found" });
  });
});
