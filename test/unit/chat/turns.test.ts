import { describe, expect, it } from "vitest";
import { AppError } from "#contract/errors.ts";
import { notJudged } from "#contract/search.ts";
import {
  hit,
  noSignal,
  noticesOf,
  textOf,
} from "../../support/chat-harness.ts";
import { diesAfter, says } from "../../support/fake-language-model.ts";
import { ask, turnsHarness } from "../../support/turns-harness.ts";

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

describe("without a model that works", () => {
  it("quotes the passages, cited and word for word, and says so", async () => {
    const chat = turnsHarness({ model: null });
    const parts = await chat.parts(ask(chat).turnId);
    expect(parts[0]).toMatchObject({
      type: "start",
      route: "passages",
      model: null,
    });
    expect(noticesOf(parts)).toEqual(["passages-only"]);
    expect(parts.find((part) => part.type === "quotes")).toMatchObject({
      quotes: [
        { number: 1, answers: [{ start: 100, end: 129 }], isShown: true },
        { number: 2, isShown: false },
      ],
    });
    expect(parts.at(-1)).toMatchObject({
      reason: "complete",
      citations: [{ number: 1, start: 100, end: 129, page: 3 }],
      timings: { tokensPerSecond: null },
    });
  });

  it("says that nothing was found, and asks no model", async () => {
    const chat = turnsHarness({ hits: [] });
    const parts = await chat.parts(ask(chat).turnId);
    expect(parts.at(-1)).toMatchObject({
      reason: "nothing-found",
      citations: [],
    });
    expect(textOf(parts)).toBe("");
    expect(chat.fake.prompts).toEqual([]);
  });

  it("neither quotes nor asks a model where the search says that nothing answers", async () => {
    const near = hit("The lease ends on 1 May 2031.");
    const chat = turnsHarness({
      search: async (_signal, query) => ({
        query,
        mode: "hybrid",
        hits: [near],
        considered: 1,
        answerability: { ...notJudged, answerable: "no" },
        notices: [],
      }),
    });
    const parts = await chat.parts(ask(chat, "Which parking space?").turnId);
    expect(parts.map(({ type }) => type)).toEqual([
      "start",
      "sources",
      "finish",
    ]);
    expect(parts[1]).toMatchObject({
      sources: [{ number: 1, isUsed: false }],
      answerability: { answerable: "no" },
    });
    expect(parts[2]).toMatchObject({ reason: "nothing-found", citations: [] });
    expect(chat.fake.prompts).toEqual([]);
  });

  it("keeps to the files that the question names, says so, and to none when that is taken away", async () => {
    const asked: (readonly string[] | undefined)[] = [];
    const chat = turnsHarness({
      model: null,
      onSearch: ({ documentIds }) => asked.push(documentIds),
    });
    const id = crypto.randomUUID();
    chat.db.run(
      `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
       VALUES (:id, :workspaceId, '/a/lease.pdf', 'lease.pdf', 1, 1, 'indexed', 1)`,
      { id, workspaceId: chat.workspaceId },
    );
    const question = "When does lease.pdf say that it ends?";
    const [start] = await chat.parts(ask(chat, question).turnId);
    expect(start).toMatchObject({
      within: [{ documentId: id, name: "lease.pdf" }],
    });
    const again = chat.turns.ask({
      workspaceId: chat.workspaceId,
      question,
      documentIds: [],
    });
    expect((await chat.parts(again.turnId))[0]).toMatchObject({ within: [] });
    expect(asked).toEqual([[id], undefined]);
  });

  it("keeps to the documents below chosen folders, says so, and refuses a folder without any", async () => {
    const asked: (readonly string[] | undefined)[] = [];
    const chat = turnsHarness({
      model: null,
      onSearch: ({ documentIds }) => asked.push(documentIds),
    });
    const add = (path: string) => {
      const id = crypto.randomUUID();
      chat.db.run(
        `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
         VALUES (:id, :workspaceId, :path, 'a.pdf', 1, 1, 'indexed', 1)`,
        { id, workspaceId: chat.workspaceId, path },
      );
      return id;
    };
    const wanted = add("/work/deep/a.pdf");
    add("/other/a.pdf");
    const askIn = (folder: string) =>
      chat.turns.ask({
        workspaceId: chat.workspaceId,
        question: "When?",
        folders: [folder],
      });
    const { turnId, conversationId } = askIn("/work");
    await chat.parts(turnId);
    expect(asked).toEqual([[wanted]]);
    expect(
      chat.conversations.get({ conversationId, limit: 1 }).turns[0],
    ).toMatchObject({
      within: [],
      withinFolders: [{ path: "/work", name: "work" }],
    });
    expect(() => askIn("/gone")).toThrow(
      expect.objectContaining({ code: "not-found" }),
    );
  });

  it("finds a conversation by what was quoted in it", async () => {
    const chat = turnsHarness({ model: null });
    await chat.parts(ask(chat).turnId);
    expect(chat.conversations.search({ query: "2031", limit: 5 })).toHaveLength(
      1,
    );
  });

  it("quotes when the model can't be loaded, and names the reason", async () => {
    const chat = turnsHarness();
    chat.fake.loadError = new AppError("model-damaged", "broken");
    const parts = await chat.parts(ask(chat).turnId);
    expect(parts.find((part) => part.type === "warning")).toMatchObject({
      notice: { code: "model-failed", params: { reason: "model-damaged" } },
    });
    expect(parts.find((part) => part.type === "quotes")).toMatchObject({
      quotes: [{ number: 1, answers: [{ start: 100, end: 129 }] }, {}],
    });
    expect((await chat.models.list())[0]).toMatchObject({
      state: "failed",
      error: { code: "model-damaged" },
    });
  });

  it("quotes when the model dies before its first word", async () => {
    const chat = turnsHarness();
    chat.fake.script = diesAfter();
    const parts = await chat.parts(ask(chat).turnId);
    expect(noticesOf(parts)).toContain("model-failed");
    expect(parts.at(-1)).toMatchObject({ type: "finish", reason: "complete" });
  });

  it("keeps the text and ends with the error when the model dies in the middle", async () => {
    const chat = turnsHarness();
    chat.fake.script = diesAfter("It ends ", "on");
    const { turnId, conversationId } = ask(chat);
    const parts = await chat.parts(turnId);
    expect(parts.at(-1)).toMatchObject({
      type: "error",
      error: { code: "worker-crashed" },
    });
    expect(
      chat.conversations.get({ conversationId, limit: 20 }).turns[0],
    ).toMatchObject({
      state: "failed",
      answer: "It ends on",
    });
  });

  it("does not answer by other means when the person named a model that is not there", async () => {
    const chat = turnsHarness();
    const { turnId } = chat.turns.ask({
      workspaceId: chat.workspaceId,
      question: "When?",
      model: { id: "gone.gguf" },
    });
    const parts = await chat.parts(turnId);
    expect(parts.map((part) => part.type)).toEqual(["start", "error"]);
  });

  it("refuses a question that leaves no room to answer", async () => {
    const chat = turnsHarness();
    chat.fake.contextTokens = 300;
    const parts = await chat.parts(ask(chat, "why ".repeat(400)).turnId);
    expect(parts.at(-1)).toMatchObject({
      type: "error",
      error: { code: "prompt-too-long" },
    });
  });
});
