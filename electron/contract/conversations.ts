import { z } from "zod";
import { call } from "./base.ts";
import { conversationId, turnId, workspaceId } from "./ids.ts";
import { turn } from "./turns.ts";
import { searchScope } from "./workspaces.ts";

export const conversationSummary = z.object({
  id: conversationId,
  workspaceId,
  /** "everything": it is asked in all workspaces; then `workspaceId` is the default one, where it is kept. */
  scope: searchScope,
  title: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** The turn that is being written; null when none. */
  runningTurnId: turnId.nullable(),
});
export type ConversationSummary = z.infer<typeof conversationSummary>;

export const conversationHit = z.object({
  conversation: conversationSummary,
  /** Text around the match; null when only the title matched. */
  snippet: z.string().nullable(),
  /** UTF-16 ranges in the snippet to emphasise. */
  matches: z.array(
    z.object({ start: z.number().int(), end: z.number().int() }),
  ),
});
export type ConversationHit = z.infer<typeof conversationHit>;

export const conversations = {
  /** Newest first. */
  list: call
    .input(
      z.object({
        offset: z.number().int().nonnegative().default(0),
        limit: z.number().int().min(1).max(500).default(200),
      }),
    )
    .output(
      z.object({
        conversations: z.array(conversationSummary),
        total: z.number().int(),
      }),
    ),
  /**
   * The last turns of one line, oldest first, or those before one of them; `earlier` is how many come before these.
   * The line is the one with the newest turn, or the one through a turn.
   */
  get: call
    .input(
      z.object({
        conversationId,
        before: turnId.optional(),
        /** Ignored where `before` is given. */
        through: turnId.optional(),
        limit: z.number().int().min(1).max(200).default(20),
      }),
    )
    .output(
      z.object({
        conversation: conversationSummary,
        turns: z.array(turn),
        earlier: z.number().int().nonnegative(),
        /** Of those turns that were asked again: all that stand in the same place, oldest first. */
        branches: z.array(z.object({ turnId, siblings: z.array(turnId) })),
      }),
    ),
  rename: call
    .input(
      z.object({ conversationId, title: z.string().trim().min(1).max(200) }),
    )
    .output(conversationSummary),
  /** Stops a running turn first. */
  remove: call.input(z.object({ conversationId })).output(z.object({})),
  /** Over titles, questions and answers; the words may stand anywhere, the last one unfinished. */
  search: call
    .input(
      z.object({
        query: z.string().trim().min(1).max(500),
        limit: z.number().int().min(1).max(100).default(20),
      }),
    )
    .output(z.array(conversationHit)),
};
