import { implement, ORPCError } from "@orpc/server";
import type { ConversationId } from "#contract/ids.ts";
import { contract } from "#contract/index.ts";
import { failure } from "../fake-documents.ts";
import type { FakeTurns } from "../fake-turns.ts";
import { type FakeState, notFound, uuid } from "./state.ts";

const os = implement(contract);

/** Conversations and their answers. */
export function chatCalls(state: FakeState) {
  return {
    conversations: {
      list: os.conversations.list.handler(({ input }) => ({
        conversations: state.conversations.slice(
          input.offset,
          input.offset + input.limit,
        ),
        total: state.conversations.length,
      })),
      get: os.conversations.get.handler(({ input }) => ({
        conversation: state.conversation(input.conversationId),
        ...pageOf(state.turns.line(input.conversationId, input.through), input),
      })),
      rename: os.conversations.rename.handler(({ input }) => {
        const renamed = state.conversation(input.conversationId);
        renamed.title = input.title;
        state.events.push({
          type: "conversations",
          changed: [{ ...renamed }],
          removed: [],
        });
        return { ...renamed };
      }),
      remove: os.conversations.remove.handler(({ input }) => {
        state.conversations.splice(
          state.conversations.indexOf(state.conversation(input.conversationId)),
          1,
        );
        state.events.push({
          type: "conversations",
          changed: [],
          removed: [input.conversationId],
        });
        return {};
      }),
      search: os.conversations.search.handler(async ({ input }) => {
        await state.beforeSearch(input.query);
        return state.conversations
          .filter(({ title }) =>
            title.toLowerCase().includes(input.query.toLowerCase()),
          )
          .slice(0, input.limit)
          .map((item) => ({
            conversation: item,
            snippet:
              "You must give three months’ written notice, by registered letter.",
            matches: [{ start: 14, end: 19 }],
          }));
      }),
    },
    turns: {
      ask: os.turns.ask.handler(async ({ input }) => {
        if (state.options.neverTakes === true)
          await new Promise(() => undefined);
        if (input.question.includes("refuse"))
          throw new ORPCError("APP", {
            data: failure("disk-full", "The disk is full.", "Make room."),
          });
        const conversationId =
          input.conversationId ?? (uuid() as ConversationId);
        if (input.conversationId === undefined)
          state.conversations.unshift({
            id: conversationId,
            workspaceId:
              input.scope === "everything"
                ? state.workspaceId
                : input.workspaceId,
            scope: input.scope,
            title: input.question.slice(0, 60),
            createdAt: Date.now(),
            updatedAt: Date.now(),
            runningTurnId: null,
          });
        const turn = state.turns.start(conversationId, input.question, {
          ...input,
          within: state.library.named(input.documentIds ?? []),
          withinFolders: (input.folders ?? []).map((path) => ({
            path,
            name: path.split("/").at(-1) ?? path,
          })),
        });
        state.conversation(conversationId).runningTurnId = turn.id;
        state.publish(conversationId);
        return { turnId: turn.id, conversationId };
      }),
      continue: os.turns.continue.handler(({ input }) => {
        const turn = state.turns.continue(input.turnId);
        if (turn === null) throw notFound();
        state.conversation(turn.conversationId).runningTurnId = turn.id;
        state.publish(turn.conversationId);
        return {};
      }),
      stop: os.turns.stop.handler(({ input }) => {
        state.turns.stop(input.turnId);
        return { stopped: true };
      }),
      watch: os.turns.watch.handler(({ input, signal }) => {
        const parts = state.turns.watch(input.turnId, input.fromSeq, signal);
        if (parts === null) throw notFound();
        return parts;
      }),
    },
  };
}

/** As the engine pages a conversation. */
function pageOf(
  { turns, branches }: ReturnType<FakeTurns["line"]>,
  { before, limit }: { before?: string | undefined; limit: number },
) {
  const end = turns.findIndex(({ id }) => id === before);
  const until = end === -1 ? turns.length : end;
  const start = Math.max(0, until - limit);
  return { turns: turns.slice(start, until), earlier: start, branches };
}
