import { expect, it, onTestFinished, vi } from "vitest";
import { AppError } from "#contract/errors.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { hit, modelFile, noticesOf } from "../../support/chat-harness.ts";
import { finishPart, says } from "../../support/fake-language-model.ts";
import { ask, turnsHarness } from "../../support/turns-harness.ts";

const model = (id: string) => ({
  ...modelFile(`/models/${id}`),
  id,
  name: id,
});

/** An answer of the first of these models that used up the room to answer. */
async function cutTurn(options: Parameters<typeof turnsHarness>[0] = {}) {
  const chat = turnsHarness(options);
  chat.fake.script = async function* () {
    yield { type: "text", text: "It ends in [1] " };
    yield finishPart("length");
  };
  const { turnId, conversationId } = ask(chat);
  await chat.parts(turnId);
  chat.fake.script = says("May.");
  const turn = () => {
    const [only] = chat.conversations.get({ conversationId, limit: 1 }).turns;
    if (only === undefined) throw new Error("no turn");
    return only;
  };
  return { chat, turnId, turn };
}

// Would catch: an answer that changes its voice half-way because another model was chosen since
it("goes on with the model that wrote it, and with the one that answers now only where that is gone", async () => {
  const models = [model("first.gguf"), model("second.gguf")];
  const { chat, turnId, turn } = await cutTurn({ models });
  chat.settings.update({ languageModel: "second.gguf" });
  await chat.turns.continue(turnId);
  await chat.parts(turnId);
  expect(chat.fake.loaded()?.file).toBe("/models/first.gguf");
  expect(turn()).toMatchObject({ state: "finished", reason: "complete" });

  const gone = [model("first.gguf"), model("second.gguf")];
  const other = await cutTurn({ models: gone });
  gone.shift();
  await other.chat.turns.continue(other.turnId);
  await other.chat.parts(other.turnId);
  expect(other.chat.fake.loaded()?.file).toBe("/models/second.gguf");
  expect(other.turn().model?.id).toBe("second.gguf");

  const none = [model("first.gguf")];
  const last = await cutTurn({ models: none });
  none.shift();
  await expect(last.chat.turns.continue(last.turnId)).rejects.toMatchObject({
    code: "model-missing",
  });
});

// Would catch: a models folder that can't be read at the moment, after which another model goes on unasked
it("is not given to another model because its own could not be looked for", async () => {
  const { chat, turnId, turn } = await cutTurn();
  const find = chat.models.languageModelFor.bind(chat.models);
  chat.models.languageModelFor = async (choice) => {
    if (choice !== undefined) throw new AppError("model-damaged", "Cut short.");
    return find();
  };
  const before = turn();
  await expect(chat.turns.continue(turnId)).rejects.toMatchObject({
    code: "model-damaged",
  });
  expect(turn()).toEqual(before);
});

// Would catch: more passages than its numbers stand for, which the window had no room for the first time
it("is told of the passages that its numbers stand for, and of no other", async () => {
  const long = "word ".repeat(2_000);
  const hits = [
    hit(`The lease ends. ${long}`),
    hit(`The rent is due. ${long}`),
  ];
  const { chat, turnId, turn } = await cutTurn({ hits });
  expect(turn().sources.map(({ isUsed }) => isUsed)).toEqual([true, false]);
  chat.fake.contextTokens = 32_768;
  await chat.turns.continue(turnId);
  await chat.parts(turnId);
  const said = chat.fake.prompts.at(-1)?.map(({ text }) => text) ?? [];
  expect(said.join("\n")).toContain("The lease ends.");
  expect(said.join("\n")).not.toContain("The rent is due.");
});

// Would catch: the rest of an answer made up, for a smaller window holds none of what it is from
it("writes nothing where none of its passages fits any more", async () => {
  const long = "word ".repeat(2_000);
  const { chat, turnId, turn } = await cutTurn({ hits: [hit(long)] });
  chat.fake.contextTokens = 2_048;
  await chat.turns.continue(turnId);
  await chat.parts(turnId);
  expect(turn()).toMatchObject({
    state: "failed",
    answer: "It ends in [1] ",
    error: { code: "prompt-too-long" },
  });
  expect(chat.fake.prompts).toHaveLength(1);
});

// Would catch: a stop that is noticed only once the whole prompt was read, which takes a minute on a slow computer
it("is not begun where it is stopped while its prompt is counted", async () => {
  const { chat, turnId, turn } = await cutTurn();
  const count = chat.fake.count.bind(chat.fake);
  const counting = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  chat.fake.count = async (request) => {
    counting.resolve();
    await going.promise;
    return count(request);
  };
  await chat.turns.continue(turnId);
  await counting.promise;
  const stopped = chat.turns.stop(turnId);
  going.resolve();
  await stopped;
  expect(chat.fake.prompts).toHaveLength(1);
  expect(turn()).toMatchObject({
    reason: "stopped",
    answer: "It ends in [1] ",
  });
});

it("says that the process which writes had to be started again", async () => {
  const { chat, turnId } = await cutTurn();
  chat.fake.wasRestarted = true;
  await chat.turns.continue(turnId);
  expect(noticesOf(await chat.parts(turnId))).toEqual(["worker-restarted"]);
});

// Would catch: the tokens of the prompts counted as written in no time
it("writes at the speed of both stretches, without the first token of each", async () => {
  const { chat, turnId, turn } = await cutTurn();
  expect(turn().timings?.tokensPerSecond).toBe(100);
  await chat.turns.continue(turnId);
  await chat.parts(turnId);
  expect(turn().timings).toMatchObject({
    outputTokens: 22,
    generationMs: 200,
    tokensPerSecond: 100,
  });
});

// Would catch: an answer that took a minute, was cut and went on for a second, said to have taken a second
it("took as long as both stretches together", async () => {
  let nowMs = 0;
  const clock = vi
    .spyOn(systemClock, "monotonicMs")
    .mockImplementation(() => (nowMs += 1_000));
  onTestFinished(() => clock.mockRestore());
  const { chat, turnId, turn } = await cutTurn();
  const before = turn().timings?.totalMs ?? 0;
  await chat.turns.continue(turnId);
  await chat.parts(turnId);
  expect(turn().timings?.totalMs).toBeGreaterThan(before);
});
