import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import { titleFrom } from "#core/chat/conversation-rows.ts";
import {
  createChatHarness,
  hit,
  noSignal,
} from "../../support/chat-harness.ts";
import {
  FakeLanguageModel,
  says,
  saysUntilStopped,
} from "../../support/fake-language-model.ts";

let chat: ReturnType<typeof createChatHarness>;
let fake: FakeLanguageModel;
beforeEach(() => {
  fake = new FakeLanguageModel();
  chat = createChatHarness({ languageModel: fake, hits: [hit("A passage.")] });
});
afterEach(() => chat.close());

async function asked(question: string, answer = "Because [1].") {
  fake.script = says(answer);
  const { turnId, conversationId } = chat.turns.ask({
    workspaceId: chat.workspaceId,
    question,
  });
  await chat.parts(turnId);
  return conversationId;
}

async function followedUp(id: ConversationId, question: string) {
  const { turnId } = chat.turns.ask({
    workspaceId: chat.workspaceId,
    conversationId: id,
    question,
  });
  await chat.parts(turnId);
}

const found = (query: string) =>
  chat.conversations.search({ query, limit: 20 });

describe("conversations", () => {
  it("are opened at their end, and give the turns before a page at a time", async () => {
    const id = await asked("Question 1?");
    for (let count = 2; count <= 5; count += 1)
      await followedUp(id, `Question ${count}?`);
    const questions = (before?: TurnId) => {
      const page = chat.conversations.get({
        conversationId: id,
        before,
        limit: 2,
      });
      return {
        of: page.turns.map(({ question }) => question),
        earlier: page.earlier,
        first: page.turns[0]?.id,
      };
    };
    const last = questions();
    expect(last).toMatchObject({
      of: ["Question 4?", "Question 5?"],
      earlier: 3,
    });
    const middle = questions(last.first);
    expect(middle).toMatchObject({
      of: ["Question 2?", "Question 3?"],
      earlier: 1,
    });
    expect(questions(middle.first)).toMatchObject({
      of: ["Question 1?"],
      earlier: 0,
    });
  });

  it("are listed with the one that was used last first, a page at a time", async () => {
    const first = await asked("One?");
    const second = await asked("Two?");
    const { turnId } = chat.turns.ask({
      workspaceId: chat.workspaceId,
      conversationId: first,
      question: "More?",
    });
    await chat.parts(turnId);
    const all = chat.conversations.list({ offset: 0, limit: 10 });
    expect(all.total).toBe(2);
    expect(new Set(all.conversations.map(({ id }) => id))).toEqual(
      new Set([first, second]),
    );
    expect(
      chat.conversations.list({ offset: 1, limit: 10 }).conversations,
    ).toHaveLength(1);
    expect(
      chat.conversations
        .get({ conversationId: first, limit: 20 })
        .turns.map(({ question }) => question),
    ).toEqual(["One?", "More?"]);
  });

  // Would catch: one that is deleted, and can be read in the write-ahead log until Hearth ends
  it("leave no word in any file when they are deleted", async () => {
    const secret = "zanzibarquux";
    const files = () =>
      readdirSync(chat.folder).filter((name) =>
        readFileSync(join(chat.folder, name)).includes(secret),
      );
    const id = await asked(`Who is ${secret}?`, `It is ${secret} [1].`);
    expect(files()).not.toEqual([]);
    await chat.conversations.remove({ conversationId: id });
    expect(files()).toEqual([]);
  });

  it("are found by words of title, question and answer together, the last one unfinished", async () => {
    const lease = await asked(
      "When does the lease end?",
      "On the first of May [1].",
    );
    await asked("Who pays?", "The tenant [1].");
    expect(found("lease may").map((one) => one.conversation.id)).toEqual([
      lease,
    ]);
    expect(found("leas").map((one) => one.conversation.id)).toEqual([lease]);
    expect(found("leas ")).toEqual([]);
    expect(found("lease tenant")).toEqual([]);
  });

  it("show where the words stand", async () => {
    await asked("Häuser in Graz?", "The mild\nclimate of Graz [1].");
    const [one] = found("climate");
    expect(one?.snippet).toBe("The mild climate of Graz [1].");
    expect(
      one?.matches.map(({ start, end }) => one.snippet?.slice(start, end)),
    ).toEqual(["climate"]);
    expect(found("hauser")).toHaveLength(1);
  });

  it.each(['"', "NEAR(", "a AND", "*", "kind:x", "-", "^"])(
    "survive the query %s",
    async (query) => {
      await asked("Plain?");
      expect(() => found(query)).not.toThrow();
    },
  );

  it("are renamed, and found by the new title only", async () => {
    const conversationId = await asked("Qwerty?");
    expect(
      chat.conversations.rename({ conversationId, title: "Zebra papers" })
        .title,
    ).toBe("Zebra papers");
    expect(found("zebra")[0]).toMatchObject({ snippet: null, matches: [] });
    expect(chat.events.at(-1)).toMatchObject({
      type: "conversations",
      changed: [{ title: "Zebra papers" }],
    });
  });

  it("stop being written and leave nothing behind when they are removed", async () => {
    fake.script = saysUntilStopped("half");
    const { turnId, conversationId } = chat.turns.ask({
      workspaceId: chat.workspaceId,
      question: "Long?",
    });
    for await (const part of chat.turns.watch(turnId, 0, { signal: noSignal }))
      if (part.type === "delta") break;
    await chat.conversations.remove({ conversationId });
    expect(fake.running).toBe(0);
    expect(found("long")).toEqual([]);
    for (const table of ["turns", "turn_parts", "conversation_search"])
      expect(chat.db.get(`SELECT count(*) AS n FROM ${table}`)).toEqual({
        n: 0,
      });
    expect(() => chat.conversations.get({ conversationId, limit: 20 })).toThrow(
      expect.objectContaining({ code: "not-found" }),
    );
    expect(chat.events.at(-1)).toMatchObject({ removed: [conversationId] });
  });
});

describe("the title of a conversation", () => {
  it.each([
    ["  When does\tit end?\nPlease be exact.", "When does it end?"],
    ["What is the notice period of the lease?", "Notice period of the lease"],
    ["Who are the tenants", "Tenants"],
    ["Tell me about the router.", "Router"],
    // Would catch: "In lease.pdf" of a question that began with what it needs
    ["What is in lease.pdf?", "What is in lease.pdf?"],
    // Nothing would be left to tell it by
    ["What is it?", "What is it?"],
    ["What does the lease say?", "What does the lease say?"],
    [
      `Compare ${"the termination clauses of all leases ".repeat(4)}that were signed in Graz, before 2020`,
      "Compare the termination clauses of all leases the termination clauses of all … that were signed in Graz, before 2020",
    ],
    ["x".repeat(130), `${"x".repeat(80)} … ${"x".repeat(40)}`],
  ])("%s", (question, title) => {
    expect(titleFrom(question)).toBe(title);
  });
});
