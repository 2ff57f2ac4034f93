import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TurnId } from "#contract/ids.ts";
import {
  createChatHarness,
  hit,
  modelFile,
  noSignal,
  noticesOf,
  textOf,
} from "../../support/chat-harness.ts";
import { storiesFile } from "../../support/fixtures.ts";
import { createLlamaHarness } from "../../support/llama-harness.ts";

const sentence =
  "Lily had a red ball and she liked to play with her dog in the big park near the house. ";
/** Each about 1,100 characters, as the chunker makes them: some 500 of this model's tokens. */
const hits = [0, 1, 2, 3, 4].map((index) =>
  hit(`${index} ${sentence.repeat(12)}`, {
    start: index * 2000,
    end: index * 2000 + 1000,
  }),
);

let llama: ReturnType<typeof createLlamaHarness>;
let chat: ReturnType<typeof createChatHarness>;
beforeEach(() => {
  llama = createLlamaHarness();
  chat = createChatHarness({
    languageModel: llama.languageModel,
    hits,
    model: modelFile(storiesFile),
  });
  chat.settings.update({ threads: 1 });
});
afterEach(async () => {
  await chat.close();
  llama.languageModel.dispose();
});

function ask(question = "What did Lily like?") {
  return chat.turns.ask({ workspaceId: chat.workspaceId, question });
}

/** Every answer from now on ends after so many tokens, each the likeliest one. */
function limitTokens(maxTokens: number): void {
  const { languageModel } = llama;
  vi.restoreAllMocks();
  const generate = languageModel.generate.bind(languageModel);
  vi.spyOn(languageModel, "generate").mockImplementation((request, options) =>
    generate({ ...request, maxTokens, temperature: 0 }, options),
  );
}

async function whenTextComes(turnId: TurnId): Promise<void> {
  for await (const part of chat.turns.watch(turnId, 0, { signal: noSignal }))
    if (part.type === "delta") return;
}

describe("a turn written by llama.cpp", () => {
  it("fits whole passages into a small window, counts exactly, and says what was left out", async () => {
    const parts = await chat.parts(ask().turnId);
    const sources = parts.findLast((part) => part.type === "sources");
    const used = sources?.sources.filter((source) => source.isUsed).length ?? 0;
    expect(used).toBeGreaterThan(0);
    expect(used).toBeLessThan(5);
    expect(parts).toContainEqual(
      expect.objectContaining({
        type: "warning",
        notice: {
          code: "passages-dropped",
          params: { kept: used, total: 5 },
        },
      }),
    );
    const finish = parts.at(-1);
    if (finish?.type !== "finish" || finish.context === null)
      throw new Error("no finish part");
    const { context, timings } = finish;
    expect(
      context.systemTokens +
        context.historyTokens +
        context.passageTokens +
        context.questionTokens,
    ).toBe(timings.inputTokens);
    expect(timings.inputTokens + context.answerRoomTokens).toBeLessThan(
      context.contextTokens,
    );
    expect(timings.tokensPerSecond).toBeGreaterThan(0);
    expect(textOf(parts)).not.toBe("");
    expect((await chat.models.list())[0]).toMatchObject({
      state: "loaded",
      threads: 1,
      device: "CPU",
    });
  });

  it("stops within a batch and keeps the text", async () => {
    const { turnId } = ask();
    await whenTextComes(turnId);
    await chat.turns.stop(turnId);
    const parts = await chat.parts(turnId);
    expect(parts.at(-1)).toMatchObject({ type: "finish", reason: "stopped" });
    expect(textOf(parts)).not.toBe("");
  });

  it("keeps the text when its process is killed in the middle, and answers the next question with a new one", async () => {
    const { turnId } = ask();
    await whenTextComes(turnId);
    process.kill(llama.pids[0] ?? 0, "SIGKILL");
    const parts = await chat.parts(turnId);
    expect(parts.at(-1)).toMatchObject({
      type: "error",
      error: { code: "worker-crashed" },
    });
    expect(textOf(parts)).not.toBe("");

    const next = await chat.parts(ask().turnId);
    expect(next.at(-1)).toMatchObject({ type: "finish" });
    expect(noticesOf(next)).toContain("worker-restarted");
    expect(llama.pids).toHaveLength(2);
  });

  // Would catch: the answer begins anew below what was written, loses the space where it was cut, or is told by another
  // prompt. Penalties of repetition begin anew, so that only the next words are the same
  it("goes on with an answer that was cut as if it had not been", async () => {
    limitTokens(48);
    const whole = textOf(await chat.parts(ask().turnId));
    limitTokens(24);
    const { turnId } = ask();
    const cut = textOf(await chat.parts(turnId));
    expect(whole.startsWith(cut)).toBe(true);
    await chat.turns.continue(turnId);
    const parts = await chat.parts(turnId);
    expect(parts.at(-1)).toMatchObject({
      reason: "length",
      timings: { outputTokens: 48 },
    });
    const next = whole.slice(cut.length).split(" ").slice(0, 3).join(" ");
    expect(next).toMatch(/^ \w/);
    expect(textOf(parts).slice(0, cut.length + next.length)).toBe(cut + next);
  });

  it("goes on with the conversation within the window, turn after turn", async () => {
    const first = ask();
    await chat.parts(first.turnId);
    let last: Awaited<ReturnType<typeof chat.parts>> = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const { turnId } = chat.turns.ask({
        workspaceId: chat.workspaceId,
        conversationId: first.conversationId,
        question: `And then, ${turn}?`,
      });
      last = await chat.parts(turnId);
      expect(last.at(-1)).toMatchObject({ type: "finish" });
    }
    expect(noticesOf(last)).toContain("history-dropped");
  });
});
