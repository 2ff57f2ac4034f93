import { AppError } from "#contract/errors.ts";
import type { Notice } from "#contract/notices.ts";
import type { ContextUse } from "#contract/turns.ts";
import type { ChatMessage, LanguageModel } from "#core/ports/language-model.ts";
import {
  answerMessages,
  type EarlierTurn,
  formatPassage,
  type PromptPassage,
} from "#core/prompts/answer-prompt.ts";

const maxAnswerTokens = 1024;
/** Of the window that is left to history and passages, history takes at most this share. */
const historyShare = 0.3;

export interface FittedPrompt<Passage extends PromptPassage> {
  messages: ChatMessage[];
  /** The best of the ranking, in its order: from `kept.length` on they were left out. */
  kept: Passage[];
  /** Room for the answer, in tokens. */
  maxTokens: number;
  context: ContextUse;
  notices: Notice[];
}

/**
 * Shares the model's window out, counting first: system, question and room to answer always; then the newest
 * earlier turns, then passages from the best down, both only whole. The result never exceeds the window.
 * @throws AppError prompt-too-long when the question, with what is written of the answer, leaves too little room
 */
export async function fitPrompt<Passage extends PromptPassage>(
  input: {
    history: readonly EarlierTurn[];
    passages: readonly Passage[];
    question: string;
    /** What is written of the answer; default: nothing. */
    begun?: string;
    contextTokens: number;
  },
  model: Pick<LanguageModel, "count">,
): Promise<FittedPrompt<Passage>> {
  const { question, contextTokens, begun = "" } = input;
  const answerRoomTokens = Math.min(
    maxAnswerTokens,
    Math.floor(contextTokens / 4),
  );
  const {
    prompts: [bare = 0, full = 0],
    texts: [questionTokens = 0, begunTokens = 0, ...counts],
  } = await model.count({
    prompts: [
      answerMessages({ history: [], passages: [], question, begun }),
      answerMessages(input),
    ],
    texts: [
      question,
      begun,
      ...input.history.map((turn) => `${turn.question}\n${turn.answer}`),
      ...input.passages.map((passage) => formatPassage(passage)),
    ],
  });
  // One token stays free: a full window would start to forget its beginning
  const room = contextTokens - answerRoomTokens - 1 - bare;
  if (room < 0)
    throw begun === ""
      ? questionTooLong(bare, contextTokens)
      : answerTooLong(bare, contextTokens);

  const historyCounts = counts.slice(0, input.history.length);
  const passageCounts = counts.slice(input.history.length);

  let turns = lengthWithin(
    historyCounts.toReversed(),
    Math.floor(room * historyShare),
  );
  const spent = sum(historyCounts.slice(historyCounts.length - turns));
  let passages = lengthWithin(passageCounts, room - spent);
  // The best passage is worth more than what was said before
  if (passages === 0 && turns > 0) {
    passages = lengthWithin(passageCounts.slice(0, 1), room);
    if (passages > 0) turns = 0;
  }

  // The parts were counted alone; the whole is counted as it will be sent
  while (true) {
    const history = input.history.slice(input.history.length - turns);
    const kept = input.passages.slice(0, passages);
    const messages = answerMessages({
      history,
      passages: kept,
      question,
      begun,
    });
    const isFull =
      turns === input.history.length && passages === input.passages.length;
    const total = isFull ? full : await countOne(messages, model);
    if (total > contextTokens - answerRoomTokens - 1) {
      if (turns > 0 && passages <= 1) turns -= 1;
      else passages -= 1;
      continue;
    }
    const passageTokens = sum(passageCounts.slice(0, passages));
    const historyTokens = sum(
      historyCounts.slice(historyCounts.length - turns),
    );
    return {
      messages,
      kept,
      maxTokens: answerRoomTokens,
      context: {
        contextTokens,
        // With the marks of the chat template
        systemTokens: Math.max(
          0,
          total - historyTokens - passageTokens - questionTokens - begunTokens,
        ),
        historyTokens,
        passageTokens,
        questionTokens,
        answerRoomTokens: begunTokens + answerRoomTokens,
      },
      notices: [
        ...dropped("history-dropped", turns, input.history.length),
        ...dropped("passages-dropped", passages, input.passages.length),
      ],
    };
  }
}

async function countOne(
  messages: readonly ChatMessage[],
  model: Pick<LanguageModel, "count">,
): Promise<number> {
  const { prompts } = await model.count({ prompts: [messages] });
  return prompts[0] ?? 0;
}

/** How many of the counts, from the first, fit together. */
function lengthWithin(counts: readonly number[], room: number): number {
  let total = 0;
  const tooMany = counts.findIndex((count) => {
    total += count;
    return total > room;
  });
  return tooMany === -1 ? counts.length : tooMany;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function dropped(
  code: "history-dropped" | "passages-dropped",
  kept: number,
  total: number,
): Notice[] {
  return kept < total ? [{ code, params: { kept, total } }] : [];
}

function questionTooLong(tokens: number, contextTokens: number): AppError {
  return new AppError(
    "prompt-too-long",
    `The question takes ${tokens} of the model's ${contextTokens} tokens and leaves no room to answer.`,
    {
      advice:
        "Ask a shorter question, or choose a model with a longer context.",
      params: { tokens, contextTokens },
    },
  );
}

/** There is no room to go on with an answer. */
export function answerTooLong(tokens: number, contextTokens: number): AppError {
  return new AppError(
    "prompt-too-long",
    "The answer fills what the model can hold in mind, and it can't go on.",
    {
      advice: "Ask for the rest as a question of its own.",
      params: { tokens, contextTokens },
    },
  );
}
