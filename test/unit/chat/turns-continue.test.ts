import { rmSync } from "node:fs";
import { expect, it, onTestFinished } from "vitest";
import { AppError } from "#contract/errors.ts";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import {
  createChatHarness,
  hit,
  noticesOf,
  textOf,
} from "../../support/chat-harness.ts";
import {
  diesAfter,
  FakeLanguageModel,
  finishPart,
  says,
  saysUntilStopped,
} from "../../support/fake-language-model.ts";
import { ask, firstText, turnsHarness } from "../../support/turns-harness.ts";

/** Uses up the room to answer after these pieces. */
function isCutAfter(...pieces: string[]): FakeLanguageModel["script"] {
  return async function* () {
    for (const text of pieces) yield { type: "text", text };
    yield finishPart("length");
  };
}

async function cutTurn(...pieces: string[]) {
  const chat = turnsHarness();
  chat.fake.script = isCutAfter(...pieces);
  const asked = ask(chat);
  await chat.parts(asked.turnId);
  return { chat, ...asked };
}

const turnOf = (
  chat: Pick<ReturnType<typeof turnsHarness>, "conversations">,
  conversationId: ConversationId,
) => chat.conversations.get({ conversationId, limit: 20 }).turns;

// Would catch: a new question in the thread, other passages under the same numbers, or half an answer that is cited,
// found and read as the whole
it("goes on in the same turn from the very text, over the same passages, and its end is that of the whole", async () => {
  const { chat, turnId, conversationId } = await cutTurn("It ends in [1] and ");
  chat.fake.script = says("the rent is monthly [2].");
  await chat.turns.continue(turnId);
  const parts = await chat.parts(turnId);

  const [before = [], after = []] = chat.fake.prompts;
  expect(after.slice(0, -1)).toEqual(before);
  expect(after.at(-1)).toEqual({
    role: "assistant",
    text: "It ends in [1] and ",
  });
  expect(parts.map(({ type }) => type)).toEqual([
    "start",
    "sources",
    "sources",
    "delta",
    "finish",
    "continue",
    "delta",
    "finish",
  ]);
  expect(parts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(textOf(parts)).toBe("It ends in [1] and the rent is monthly [2].");
  const [turn, ...others] = turnOf(chat, conversationId);
  expect(others).toEqual([]);
  expect(turn).toMatchObject({
    state: "finished",
    reason: "complete",
    answer: "It ends in [1] and the rent is monthly [2].",
    citations: [{ number: 1 }, { number: 2 }],
    timings: { outputTokens: 22, generationMs: 200 },
  });
  expect(
    chat.conversations.search({ query: "monthly", limit: 5 })[0]?.snippet,
  ).toContain("It ends in");
});

// Would catch: what was said while it was half is said for ever
it("takes back that nothing was cited once something is", async () => {
  const { chat, turnId, conversationId } = await cutTurn("It ends ");
  expect(noticesOf(await chat.parts(turnId))).toEqual(["not-cited"]);
  chat.fake.script = says("in May [1].");
  await chat.turns.continue(turnId);
  await chat.parts(turnId);
  expect(turnOf(chat, conversationId)[0]?.notices).toEqual([]);
});

// Would catch: two windows that press it write the same answer twice over each other
it("is written once, however often it is asked to go on", async () => {
  const { chat, turnId } = await cutTurn("It ends ");
  chat.fake.script = says("in May [1].");
  await Promise.all([chat.turns.continue(turnId), chat.turns.continue(turnId)]);
  expect(textOf(await chat.parts(turnId))).toBe("It ends in May [1].");
});

it("goes on with an answer that was stopped, and can be stopped again", async () => {
  const chat = turnsHarness();
  chat.fake.script = saysUntilStopped("It ends ");
  const { turnId } = ask(chat);
  await firstText(chat, turnId);
  await chat.turns.stop(turnId);
  chat.fake.script = saysUntilStopped("in May ");
  await chat.turns.continue(turnId);
  await new Promise<void>((resolve) => {
    const look = () => (chat.fake.running > 0 ? resolve() : setImmediate(look));
    look();
  });
  await chat.turns.stop(turnId);
  const parts = await chat.parts(turnId);
  expect(textOf(parts)).toBe("It ends in May ");
  expect(parts.at(-1)).toMatchObject({ reason: "stopped" });
});

// Would catch: an answer that is lost, or can't go on any more, because going on failed
it("keeps the text when going on fails, says why, and can be tried again", async () => {
  const { chat, turnId, conversationId } = await cutTurn("It ends [1] ");
  chat.fake.script = diesAfter("in ");
  await chat.turns.continue(turnId);
  await chat.parts(turnId);
  expect(turnOf(chat, conversationId)[0]).toMatchObject({
    state: "failed",
    answer: "It ends [1] in ",
    citations: [{ number: 1 }],
    error: { code: "worker-crashed" },
  });
  chat.fake.script = says("May.");
  await chat.turns.continue(turnId);
  await chat.parts(turnId);
  expect(turnOf(chat, conversationId)[0]).toMatchObject({
    state: "finished",
    answer: "It ends [1] in May.",
    error: null,
  });
});

it("leaves the turn as it was where it can't begin", async () => {
  const { chat, turnId, conversationId } = await cutTurn("It ends [1] ");
  const before = turnOf(chat, conversationId);
  const run = chat.db.run.bind(chat.db);
  chat.db.run = (sql, parameters) => {
    if (sql.includes("turn_parts"))
      throw new AppError("disk-full", "The disk is full.");
    return run(sql, parameters);
  };
  await expect(chat.turns.continue(turnId)).rejects.toMatchObject({
    code: "disk-full",
  });
  chat.db.run = run;
  expect(turnOf(chat, conversationId)).toEqual(before);
  const { conversation } = chat.conversations.get({ conversationId, limit: 1 });
  expect(conversation.runningTurnId).toBeNull();
});

it("refuses what is whole, what no model wrote, and what is gone", async () => {
  const chat = turnsHarness();
  const whole = ask(chat).turnId;
  await chat.parts(whole);
  const quoted = chat.turns.ask({
    workspaceId: chat.workspaceId,
    question: "When?",
    model: { id: "none" },
  }).turnId;
  await chat.parts(quoted);
  for (const id of [whole, quoted])
    await expect(chat.turns.continue(id)).rejects.toMatchObject({
      code: "invalid-request",
    });
  await expect(
    chat.turns.continue(crypto.randomUUID() as TurnId),
  ).rejects.toMatchObject({ code: "not-found" });
});

// Would catch: an answer that fills the window runs over it, and the model forgets what it was asked
it("says so when the answer has used up the window", async () => {
  const { chat, turnId, conversationId } = await cutTurn("word ".repeat(3_400));
  await chat.turns.continue(turnId);
  await chat.parts(turnId);
  expect(turnOf(chat, conversationId)[0]).toMatchObject({
    state: "failed",
    error: { code: "prompt-too-long" },
  });
  expect(chat.fake.prompts).toHaveLength(1);
});

// Would catch: a restart forgets that it was cut, doubles what was packed, or leaves it running for ever
it("goes on after a restart, and a kill in the middle of that keeps all of it", async () => {
  const fake = new FakeLanguageModel();
  const options = { hits: [hit("The lease ends.")], languageModel: fake };
  fake.script = isCutAfter("It ", "ends ");
  const first = createChatHarness(options);
  const { turnId, conversationId } = first.turns.ask({
    workspaceId: first.workspaceId,
    question: "When?",
  });
  await first.parts(turnId);
  first.abandon();

  fake.script = saysUntilStopped("in ", "May [1]");
  const killed = createChatHarness({ ...options, folder: first.folder });
  await killed.turns.continue(turnId);
  await new Promise<void>((resolve) => {
    const look = () => {
      const row = killed.db.get(
        "SELECT count(*) AS n FROM turn_parts WHERE turn_id = :turnId AND part LIKE '%May%'",
        { turnId },
      );
      if (Number(row?.["n"]) > 0) resolve();
      else setImmediate(look);
    };
    look();
  });
  killed.abandon();

  const chat = createChatHarness({ ...options, folder: first.folder });
  onTestFinished(async () => {
    await chat.close();
    rmSync(first.folder, { recursive: true, force: true });
  });
  chat.turns.recover();
  expect(turnOf(chat, conversationId)).toMatchObject([
    {
      state: "finished",
      reason: "interrupted",
      answer: "It ends in May [1]",
      citations: [{ number: 1 }],
    },
  ]);
  const parts = await chat.parts(turnId);
  expect(parts.map(({ seq }) => seq)).toEqual(parts.map((_, at) => at + 1));
  await killed.turns.close();
});
