import { onTestFinished } from "vitest";
import type { TurnId } from "#contract/ids.ts";
import {
  type ChatHarnessOptions,
  createChatHarness,
  hit,
  noSignal,
} from "./chat-harness.ts";
import { FakeLanguageModel } from "./fake-language-model.ts";

/** Two passages, a model that says what a test tells it, and all of it closed after the test. */
export function turnsHarness(options: Partial<ChatHarnessOptions> = {}) {
  const fake = new FakeLanguageModel();
  const chat = createChatHarness({
    languageModel: fake,
    hits: [
      hit("The lease ends on 1 May 2031."),
      hit("The rent is due monthly.", { start: 400, end: 424, page: null }),
    ],
    ...options,
  });
  onTestFinished(chat.close);
  return { ...chat, fake };
}

export function ask(
  chat: ReturnType<typeof turnsHarness>,
  question = "When does the lease end?",
) {
  return chat.turns.ask({ workspaceId: chat.workspaceId, question });
}

export async function firstText(
  chat: ReturnType<typeof turnsHarness>,
  turnId: TurnId,
) {
  for await (const part of chat.turns.watch(turnId, 0, { signal: noSignal }))
    if (part.type === "delta") return;
}
