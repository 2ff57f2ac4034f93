/**
 * How long the engine takes to open a conversation of 500 long turns (answers of 6,000 characters, twelve passages of
 * 1,000 each), by its last page as the window asks for it, and, as the baseline, all of it at once: the median and
 * longest of twenty after a first one, with the kilobytes that cross to the page.
 * Run: node test/eval/open-conversation.ts
 */
import { createChatHarness, hit } from "../support/chat-harness.ts";
import { FakeLanguageModel, says } from "../support/fake-language-model.ts";

const turnCount = 500;
const pageSize = 20;
const answer = "The tenant gives three months' notice by letter [1]. ".repeat(
  115,
);
const hits = Array.from({ length: 12 }, (_, index) =>
  hit("What the lease says of it. ".repeat(37), {
    start: index * 2_000,
    end: index * 2_000 + 999,
  }),
);
const languageModel = new FakeLanguageModel();
languageModel.contextTokens = 100_000;
languageModel.script = says(...(answer.match(/.{1,60}/gs) ?? []));
const chat = createChatHarness({ languageModel, hits });
try {
  const { workspaceId } = chat;
  let conversationId: ReturnType<typeof chat.turns.ask>["conversationId"];
  const asked = chat.turns.ask({ workspaceId, question: "Question 1?" });
  conversationId = asked.conversationId;
  await chat.parts(asked.turnId);
  for (let count = 2; count <= turnCount; count += 1) {
    const { turnId } = chat.turns.ask({
      workspaceId,
      conversationId,
      question: `Question ${count}?`,
    });
    await chat.parts(turnId);
  }
  for (const limit of [pageSize, turnCount]) {
    const times: number[] = [];
    let bytes = 0;
    for (let round = 0; round <= 20; round += 1) {
      const startedMs = performance.now();
      const opened = JSON.stringify(
        chat.conversations.get({ conversationId, limit }),
      );
      times.push(performance.now() - startedMs);
      bytes = opened.length;
    }
    const [first = 0, ...others] = times;
    others.sort((a, b) => a - b);
    console.log(
      `${limit} of ${turnCount} turns: first ${first.toFixed(1)} ms, median ${others[10]?.toFixed(1)} ms, longest ${others.at(-1)?.toFixed(1)} ms, ${Math.round(bytes / 1024)} KB`,
    );
  }
} finally {
  await chat.close();
}
