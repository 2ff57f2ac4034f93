import { rmSync } from "node:fs";
import { describe, expect, it, onTestFinished } from "vitest";
import type { TurnId } from "#contract/ids.ts";
import { notJudged } from "#contract/search.ts";
import {
  createChatHarness,
  hit,
  noSignal,
  textOf,
} from "../../support/chat-harness.ts";
import {
  FakeLanguageModel,
  says,
  saysUntilStopped,
} from "../../support/fake-language-model.ts";
import { ask, firstText, turnsHarness } from "../../support/turns-harness.ts";

describe("stopping", () => {
  it("keeps what was written and resolves when the producer has ended", async () => {
    const chat = turnsHarness();
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
    const chat = turnsHarness();
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
    const chat = turnsHarness({
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
    const chat = turnsHarness();
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
    onTestFinished(async () => {
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
      chat.conversations.get({ conversationId, limit: 20 }).conversation
        .runningTurnId,
    ).toBeNull();
    // The killed one still waits for its stop
    await killed.turns.close();
  });
});

describe("asking", () => {
  it("tells every client that a conversation is being written and when it no longer is", async () => {
    const chat = turnsHarness();
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
    const chat = turnsHarness({
      model: null,
      search: async (_signal, query) => {
        queries.push(query);
        return {
          query,
          mode: "hybrid",
          hits: [hit("The rent is 940 euros.")],
          considered: 1,
          answerability: notJudged,
          notices: [],
        };
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
    const chat = turnsHarness();
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
    const chat = turnsHarness();
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

  it("ends with an error, and does not hang, when something is wrong before it can begin", async () => {
    const chat = turnsHarness();
    chat.db.run("DROP TABLE stale_rows");
    chat.db.run("DROP TABLE documents");
    const { turnId } = ask(chat);
    const parts = await chat.parts(turnId);
    expect(parts.at(-1)).toMatchObject({
      type: "error",
      error: { code: "internal" },
    });
    // It is over: a turn that ends in the tick that asks must not stay among those that run
    expect(await chat.turns.stop(turnId)).toEqual({ stopped: false });
  });

  it("says that documents are missing from an index that is built again", async () => {
    const chat = turnsHarness();
    const { workspaceId } = chat;
    chat.db.run(
      `INSERT INTO jobs (id, workspace_id, kind, label, state, paths, started_at)
       VALUES ('j', :workspaceId, 'rebuild', 'Mine', 'running', '[]', 1)`,
      { workspaceId },
    );
    for (const { id, indexKey } of [
      { id: crypto.randomUUID(), indexKey: null },
      { id: crypto.randomUUID(), indexKey: "{}" },
    ])
      chat.db.run(
        `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, index_key, added_at)
         VALUES (:id, :workspaceId, :id, 'a', 1, 1, 'indexed', :indexKey, 1)`,
        { id, workspaceId, indexKey },
      );
    const [start] = await chat.parts(ask(chat).turnId);
    expect(start).toMatchObject({
      warnings: [{ code: "index-building", params: { pending: 1 } }],
    });
  });

  it("has no watch for a turn that never was", async () => {
    const chat = turnsHarness();
    const watching = chat.turns.watch(crypto.randomUUID() as TurnId, 0, {
      signal: noSignal,
    });
    await expect(watching.next()).rejects.toMatchObject({ code: "not-found" });
  });
});
