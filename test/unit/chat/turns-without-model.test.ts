import { describe, expect, it } from "vitest";
import { AppError } from "#contract/errors.ts";
import { notJudged } from "#contract/search.ts";
import { hit, noticesOf, textOf } from "../../support/chat-harness.ts";
import { diesAfter } from "../../support/fake-language-model.ts";
import { ask, turnsHarness } from "../../support/turns-harness.ts";

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
