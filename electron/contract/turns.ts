import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { call } from "./base.ts";
import { appErrorData } from "./errors.ts";
import {
  conversationId,
  documentId,
  grantId,
  modelId,
  turnId,
  workspaceId,
} from "./ids.ts";
import { notice } from "./notices.ts";
import { answerability, searchHit, searchMode } from "./search.ts";
import { searchScope } from "./workspaces.ts";

/** A passage with the number that stands for it in the answer, from 1. */
export const source = searchHit.extend({
  number: z.number().int().positive(),
  /** 1-based place in the ranking. */
  rank: z.number().int().positive(),
  /** True when the passage was given to the model, or is quoted. */
  isUsed: z.boolean(),
});
export type Source = z.infer<typeof source>;

export const citation = z.object({
  number: z.number().int().positive(),
  path: z.string(),
  page: z.number().int().positive().nullable(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string(),
});
export type Citation = z.infer<typeof citation>;

const textRange = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});

/** A source that is quoted word for word: the source's range is what is quoted. */
export const quote = z.object({
  /** Of the source. */
  number: z.number().int().positive(),
  /** What of it answers the question: offsets into the document, in order, inside the source's range. */
  answers: z.array(textRange).min(1),
  /** The head of the table that the quoted rows are cut from, or the fence of the code, as Markdown; else null. */
  tableHead: z.string().nullable(),
  /** The indentation that the first line has in the document: all others lose as much. */
  indent: z.number().int().nonnegative(),
  /** Its line ends are meant, as those of a log or a receipt are. */
  keepsLines: z.boolean().default(false),
  /** False for what is kept behind "more". */
  isShown: z.boolean(),
});
export type Quote = z.infer<typeof quote>;

const namedDocument = z.object({
  documentId,
  name: z.string(),
  /** The folder that it lies in, which tells files of one name apart. Absent in turns that were stored without. */
  folder: z.string().optional(),
});

/** As it was listed: it only tells known documents apart, nothing is ever read by it. */
export const folderPath = z.string().min(1).max(4_096);
const namedFolder = z.object({ path: folderPath, name: z.string() });

/** How much of a workspace could be looked at when nothing in it answered. */
export const coverage = z.object({
  /** Documents that were searched. */
  searched: z.number().int(),
  /** Could not be read; those of a type that isn't read do not count. */
  failed: z.number().int(),
  /** Not read yet. */
  pending: z.number().int(),
  /** At most three of the failed ones. */
  failedNames: z.array(z.string()),
  /** Pages of searched documents that could not be read. */
  unreadPages: z.number().int(),
  /** At most three of those documents, with the first few of their pages. */
  unreadIn: z.array(
    z.object({ name: z.string(), pages: z.array(z.number().int()) }),
  ),
});
export type Coverage = z.infer<typeof coverage>;

/** How the context window was shared out, in the model's own tokens. */
export const contextUse = z.object({
  contextTokens: z.number().int(),
  systemTokens: z.number().int(),
  historyTokens: z.number().int(),
  passageTokens: z.number().int(),
  questionTokens: z.number().int(),
  answerRoomTokens: z.number().int(),
});
export type ContextUse = z.infer<typeof contextUse>;

export const finishReason = z.enum([
  "complete",
  /** The room to answer was used up. */
  "length",
  /** The person stopped it. */
  "stopped",
  /** Hearth ended while it was written. */
  "interrupted",
  /** Nothing in the library matched. */
  "nothing-found",
]);
export type FinishReason = z.infer<typeof finishReason>;

export const timings = z.object({
  retrievalMs: z.number(),
  /** From the question to the first character of the answer; null when there was none. */
  firstTextMs: z.number().nullable(),
  generationMs: z.number(),
  totalMs: z.number(),
  inputTokens: z.number().int(),
  outputTokens: z.number().int(),
  /** Null where no model wrote. */
  tokensPerSecond: z.number().nullable(),
});
export type Timings = z.infer<typeof timings>;

const seq = z.number().int().positive();

/**
 * The part log of a turn, in order of seq from 1: start, sources, quotes or deltas, warnings, then one finish or error.
 * An answer that was cut may go on after that: continue, deltas, warnings, then again one finish or error.
 */
export const turnPart = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("start"),
    seq,
    turnId,
    /** Null where the passages themselves are the answer. */
    model: z.object({ id: modelId, name: z.string() }).nullable(),
    route: z.enum(["local", "passages"]),
    /** The only documents that are searched; empty for all. */
    within: z.array(namedDocument).default([]),
    /** With those: all documents below these folders. Absent for none. */
    withinFolders: z.array(namedFolder).optional(),
    warnings: z.array(notice),
  }),
  /** Once where the model has to be waited for, none of them used yet; then again as the answer is made from them. */
  z.object({
    type: z.literal("sources"),
    seq,
    mode: searchMode,
    sources: z.array(source),
    considered: z.number().int(),
    /** Null in answers that were stored before it was judged. */
    answerability: answerability.nullable().default(null),
    /** Only where nothing was found; else null. */
    coverage: coverage.nullable().default(null),
  }),
  /** The answer where no model wrote one, in place of text; those of one document stand together. */
  z.object({ type: z.literal("quotes"), seq, quotes: z.array(quote) }),
  z.object({ type: z.literal("delta"), seq, text: z.string() }),
  z.object({ type: z.literal("warning"), seq, notice }),
  z.object({
    type: z.literal("finish"),
    seq,
    reason: finishReason,
    citations: z.array(citation),
    timings,
    context: contextUse.nullable(),
  }),
  z.object({ type: z.literal("error"), seq, error: appErrorData }),
  /** The text after it goes on where the text before it was cut. */
  z.object({
    type: z.literal("continue"),
    seq,
    model: z.object({ id: modelId, name: z.string() }),
  }),
]);
export type TurnPart = z.infer<typeof turnPart>;

/** A turn folded from its part log, as a conversation shows it. */
export const turn = z.object({
  id: turnId,
  conversationId,
  question: z.string(),
  /** What a model wrote; empty where the quotes are the answer. answerMarkdown() is both. */
  answer: z.string(),
  /** Empty in answers that were stored when quotes were text. */
  quotes: z.array(quote),
  state: z.enum(["running", "finished", "failed"]),
  /** The seq of the last part folded in: watch from here. */
  lastSeq: z.number().int().nonnegative(),
  model: z.object({ id: modelId, name: z.string() }).nullable(),
  route: z.enum(["local", "passages"]).nullable(),
  mode: searchMode.nullable(),
  sources: z.array(source),
  considered: z.number().int(),
  /** Null until it was searched. */
  answerability: answerability.nullable(),
  coverage: coverage.nullable(),
  notices: z.array(notice),
  reason: finishReason.nullable(),
  citations: z.array(citation),
  timings: timings.nullable(),
  context: contextUse.nullable(),
  error: appErrorData.nullable(),
  /** The only documents that were searched; empty for all. */
  within: z.array(namedDocument),
  withinFolders: z.array(namedFolder),
  askedAt: z.number(),
});
export type Turn = z.infer<typeof turn>;

/** Of a question, in characters. */
export const maxQuestionChars = 20_000;

export const turns = {
  /** Starts a turn, and a conversation where none is named. The turn goes on whoever watches. */
  ask: call
    .input(
      z.object({
        workspaceId,
        /** Of a conversation that begins; one that is named keeps its own. */
        scope: searchScope.default("workspace"),
        conversationId: conversationId.optional(),
        question: z.string().trim().min(1).max(maxQuestionChars),
        /** A turn of the conversation whose place it takes: both follow the same one, and it stays as another line. */
        insteadOf: turnId.optional(),
        /** The turn that it follows; default: the newest one. */
        after: turnId.optional(),
        /** Only these documents; empty: all. Default: those that the question names, else all. */
        documentIds: z.array(documentId).max(500).optional(),
        /** Only documents below these folders, and those above. Default: none are chosen. */
        folders: z.array(folderPath).max(20).optional(),
        /** A model of the list instead of the setting's, for this turn; "none" answers with passages. */
        model: z.string().max(255).optional(),
        /** A GGUF file that was handed over, for this turn; it goes before `model`. */
        modelGrant: grantId.optional(),
      }),
    )
    .output(z.object({ turnId, conversationId })),
  /**
   * The model goes on with an answer that was cut, in the same turn, after the parts that are there. Resolves when that
   * has begun; does nothing while the turn is being written. Where it fails, what was written before stays.
   */
  continue: call.input(z.object({ turnId })).output(z.object({})),
  /** Resolves when the producer has ended; what was written stays. Stopping an ended turn does nothing. */
  stop: call
    .input(z.object({ turnId }))
    .output(z.object({ stopped: z.boolean() })),
  /** Every part with a seq above fromSeq, those written already first; ends after the last finish or error. */
  watch: call
    .input(
      z.object({ turnId, fromSeq: z.number().int().nonnegative().default(0) }),
    )
    .output(eventIterator(turnPart)),
};
