import { expect, it } from "vitest";
import type { TurnId } from "#contract/ids.ts";
import { ask, turnsHarness } from "../../support/turns-harness.ts";

/** Three questions, each answered before the next. */
async function threeTurns() {
  const chat = turnsHarness();
  const first = ask(chat, "First?");
  await chat.parts(first.turnId);
  const { conversationId } = first;
  const asked = async (
    question: string,
    at: { insteadOf?: TurnId; after?: TurnId } = {},
  ) => {
    const { workspaceId } = chat;
    const { turnId } = chat.turns.ask({
      workspaceId,
      conversationId,
      question,
      ...at,
    });
    await chat.parts(turnId);
    return turnId;
  };
  const second = await asked("Second?");
  const third = await asked("Third?");
  const line = (page: { through?: TurnId; before?: TurnId; limit?: number }) =>
    chat.conversations.get({ conversationId, limit: 20, ...page });
  const questions = (page: Parameters<typeof line>[0] = {}) =>
    line(page).turns.map(({ question }) => question);
  return {
    chat,
    asked,
    line,
    questions,
    first: first.turnId,
    second,
    third,
  };
}

// Would catch: asking again adds a turn at the end, below the answer that it is to replace
it("a question that is asked again stands in the place of the first answer, which stays beside it", async () => {
  const { asked, line, questions, third } = await threeTurns();
  const again = await asked("Third?", { insteadOf: third });
  expect(
    line({})
      .turns.map(({ id }) => id)
      .at(-1),
  ).toBe(again);
  expect(questions()).toEqual(["First?", "Second?", "Third?"]);
  expect(line({}).branches).toEqual([
    { turnId: again, siblings: [third, again] },
  ]);
  expect(line({ through: third }).turns.at(-1)?.id).toBe(third);
});

// Would catch: what followed the first answer is shown below the second, or can't be found again
it("each answer has its own turns after it", async () => {
  const { asked, line, questions, second } = await threeTurns();
  const again = await asked("Second, again?", { insteadOf: second });
  expect(questions()).toEqual(["First?", "Second, again?"]);
  expect(questions({ through: second })).toEqual([
    "First?",
    "Second?",
    "Third?",
  ]);
  await asked("After again?");
  expect(questions({ through: again })).toEqual([
    "First?",
    "Second, again?",
    "After again?",
  ]);
  // What was asked last is what opens, in whatever line
  const { turns } = line({ through: second });
  const last = turns.at(-1)?.id;
  if (last === undefined) throw new Error("An empty line");
  await asked("On the old line?", { after: last });
  expect(questions()).toEqual([
    "First?",
    "Second?",
    "Third?",
    "On the old line?",
  ]);
});

it("a page before a turn is of that turn's line, and counts what comes before it", async () => {
  const { asked, line, questions, first, second } = await threeTurns();
  const again = await asked("First, again?", { insteadOf: first });
  expect(questions()).toEqual(["First, again?"]);
  expect(line({}).branches).toEqual([
    { turnId: again, siblings: [first, again] },
  ]);
  expect(questions({ through: second, limit: 1 })).toEqual(["Third?"]);
  expect(line({ through: second, limit: 1 }).earlier).toBe(2);
  expect(questions({ before: second })).toEqual(["First?"]);
  expect(questions({ before: first })).toEqual([]);
});

// Would catch: the model reads the answer that its own replaces, or those of another line
it("the model is told of its own line only", async () => {
  const { chat, asked, second } = await threeTurns();
  await asked("Second, again?", { insteadOf: second });
  const prompt = chat.fake.prompts.at(-1) ?? [];
  const said = prompt.map(({ text }) => text).join("\n");
  expect(said).toContain("First?");
  expect(said).toContain("Second, again?");
  expect(said).not.toContain("Second?");
  expect(said).not.toContain("Third?");
});

it("a turn of another conversation can't be replaced or followed", async () => {
  const { chat, asked } = await threeTurns();
  const other = ask(chat, "Elsewhere?");
  await chat.parts(other.turnId);
  for (const at of [{ insteadOf: other.turnId }, { after: other.turnId }])
    await expect(asked("Here?", at)).rejects.toThrow(
      "This answer is no longer there.",
    );
});

// Would catch: ‹1/2› on the first question of every conversation, or a model that is told what was said in another
it("conversations have nothing to do with each other", async () => {
  const { chat, line, questions } = await threeTurns();
  const other = ask(chat, "Elsewhere?");
  await chat.parts(other.turnId);
  expect(questions()).toEqual(["First?", "Second?", "Third?"]);
  expect(line({})).toMatchObject({ earlier: 0, branches: [] });
  expect(JSON.stringify(chat.fake.prompts.at(-1))).not.toContain("Third?");
  const { conversationId } = other;
  const elsewhere = chat.conversations.get({ conversationId, limit: 20 });
  expect(elsewhere).toMatchObject({
    turns: [{ question: "Elsewhere?" }],
    earlier: 0,
    branches: [],
  });
});
