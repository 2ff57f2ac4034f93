import { createStore, type StoreApi } from "zustand/vanilla";
import { foldParts, newTurn } from "#contract/fold-turn.ts";
import type {
  ConversationId,
  DocumentId,
  TurnId,
  WorkspaceId,
} from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";
import type { Turn, TurnPart } from "#contract/turns.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import { type Failure, failureFrom } from "../failures.ts";
import { createFrameBatch } from "../frame-batch.ts";
import {
  type Branches,
  branchesFrom,
  mergeTurns,
  newerTurns,
  replaced,
} from "./merge-turns.ts";

export interface Thread {
  turns: readonly Turn[];
  /** How many turns before these are not loaded. */
  earlier: number;
  branches: Branches;
  /** The turn whose line was chosen; null for the line with the newest turn. */
  through: TurnId | null;
  isLoaded: boolean;
  failure: Failure | null;
}

export interface TurnsState {
  threads: Readonly<Record<ConversationId, Thread>>;
  /** Loads a conversation and follows what is being written in it. */
  open(conversationId: ConversationId): Promise<void>;
  /** Loads a page of the turns before those that are there; does nothing while one is on its way. */
  openEarlier(conversationId: ConversationId): Promise<void>;
  /** Shows the line of a conversation that goes through a turn. */
  show(conversationId: ConversationId, turnId: TurnId): Promise<void>;
  ask(input: {
    workspaceId: WorkspaceId;
    /** Of a conversation that begins. */
    scope: SearchScope;
    conversationId: ConversationId | null;
    question: string;
    /** Only these documents; empty: all. Default: those that the question names. */
    documentIds?: DocumentId[] | undefined;
    /** The turn that is shown whose place it takes. */
    insteadOf?: TurnId | undefined;
    /** Only documents below these folders, and those above. */
    folders?: string[] | undefined;
  }): Promise<{ conversationId: ConversationId; turnId: TurnId }>;
  /** The model goes on with an answer that was cut. */
  continueTurn(turn: Turn): Promise<void>;
  stop(turnId: TurnId): Promise<void>;
  forget(conversationId: ConversationId): void;
}

/** Threads kept in memory; the ones not opened for longest go first. */
const maxThreads = 20;
/** As many as a call gives: the place that was switched at stays on the screen. */
const turnsOfLine = 200;
const retryMs = 500;

const emptyThread: Thread = {
  turns: [],
  earlier: 0,
  branches: {},
  through: null,
  isLoaded: false,
  failure: null,
};

export function createTurnsState(client: HearthClient): StoreApi<TurnsState> {
  return createStore<TurnsState>((set, get) => {
    const watched = new Set<TurnId>();
    const loadingEarlier = new Set<ConversationId>();

    const change = (
      id: ConversationId,
      update: (thread: Thread) => Thread,
    ): void => {
      const { [id]: thread = emptyThread, ...others } = get().threads;
      const kept = Object.entries(others).slice(-(maxThreads - 1));
      // Object.entries forgets the brand of the keys
      const rest = Object.fromEntries(kept) as Record<ConversationId, Thread>;
      set({ threads: { ...rest, [id]: update(thread) } });
    };
    const changeTurn = (turn: Turn) =>
      change(turn.conversationId, (thread) => ({
        ...thread,
        turns: thread.turns.map((other) =>
          other.id === turn.id ? turn : other,
        ),
      }));
    const turnNow = (id: ConversationId, turnId: TurnId) =>
      get().threads[id]?.turns.find((turn) => turn.id === turnId);

    /** Follows a running turn to its end, attaching again from the last part seen when the stream breaks. */
    const watch = async (conversationId: ConversationId, turnId: TurnId) => {
      if (watched.has(turnId)) return;
      watched.add(turnId);
      const batch = createFrameBatch<TurnPart>((parts) => {
        const turn = turnNow(conversationId, turnId);
        if (turn !== undefined) changeTurn(foldParts(turn, parts));
      });
      try {
        for (;;) {
          const turn = turnNow(conversationId, turnId);
          if (turn?.state !== "running") return;
          try {
            const parts = await client.turns.watch({
              turnId,
              fromSeq: turn.lastSeq,
            });
            for await (const part of parts) {
              // Another line is shown: this one is read again when it comes back
              if (turnNow(conversationId, turnId) === undefined) break;
              batch.add(part);
            }
          } catch (error) {
            const failure = failureFrom(error);
            if (failure?.code === "not-found") return;
            await new Promise((resolve) => setTimeout(resolve, retryMs));
          }
          batch.flush();
        }
      } finally {
        watched.delete(turnId);
      }
    };

    return {
      threads: {},
      open: async (conversationId) => {
        try {
          const through = get().threads[conversationId]?.through ?? null;
          const { turns, earlier, branches } = await client.conversations.get({
            conversationId,
            ...(through === null ? {} : { through, limit: turnsOfLine }),
          });
          // Another line was chosen meanwhile
          if ((get().threads[conversationId]?.through ?? null) !== through)
            return;
          change(conversationId, (thread) => ({
            turns: mergeTurns(thread.turns, turns),
            earlier,
            branches: { ...thread.branches, ...branchesFrom(branches) },
            through,
            isLoaded: true,
            failure: null,
          }));
          for (const turn of turns)
            if (turn.state === "running") void watch(conversationId, turn.id);
        } catch (error) {
          const failure = failureFrom(error);
          change(conversationId, (thread) => ({ ...thread, failure }));
        }
      },
      openEarlier: async (conversationId) => {
        const before = get().threads[conversationId]?.turns[0]?.id;
        if (before === undefined || loadingEarlier.has(conversationId)) return;
        loadingEarlier.add(conversationId);
        try {
          const page = await client.conversations.get({
            conversationId,
            before,
          });
          change(conversationId, (thread) =>
            thread.turns[0]?.id === before
              ? {
                  ...thread,
                  turns: [...page.turns, ...thread.turns],
                  earlier: page.earlier,
                  branches: {
                    ...thread.branches,
                    ...branchesFrom(page.branches),
                  },
                  failure: null,
                }
              : thread,
          );
        } catch (error) {
          const failure = failureFrom(error);
          change(conversationId, (thread) => ({ ...thread, failure }));
        } finally {
          loadingEarlier.delete(conversationId);
        }
      },
      show: async (conversationId, through) => {
        try {
          const page = await client.conversations.get({
            conversationId,
            through,
            limit: turnsOfLine,
          });
          change(conversationId, (thread) => ({
            turns: newerTurns(thread.turns, page.turns),
            earlier: page.earlier,
            branches: branchesFrom(page.branches),
            through,
            isLoaded: true,
            failure: null,
          }));
          for (const turn of page.turns)
            if (turn.state === "running") void watch(conversationId, turn.id);
        } catch (error) {
          const failure = failureFrom(error);
          change(conversationId, (thread) => ({ ...thread, failure }));
        }
      },
      ask: async ({
        workspaceId,
        scope,
        conversationId,
        question,
        documentIds,
        insteadOf,
        folders,
      }) => {
        const asking =
          conversationId === null ? undefined : get().threads[conversationId];
        // Of a line that was chosen the engine can't know the end
        const after =
          asking === undefined || asking.through === null
            ? undefined
            : asking.turns.at(-1)?.id;
        const asked = await client.turns.ask({
          workspaceId,
          scope,
          question,
          ...(documentIds === undefined ? {} : { documentIds }),
          ...(folders === undefined ? {} : { folders }),
          ...(conversationId === null ? {} : { conversationId }),
          ...(insteadOf === undefined ? {} : { insteadOf }),
          ...(after === undefined ? {} : { after }),
        });
        const turn = newTurn({
          id: asked.turnId,
          conversationId: asked.conversationId,
          question,
          askedAt: Date.now(),
        });
        change(asked.conversationId, (thread) => ({
          ...thread,
          // The event of its start may have brought it already
          ...(thread.turns.some(({ id }) => id === turn.id)
            ? {}
            : insteadOf === undefined
              ? { turns: [...thread.turns, turn] }
              : replaced(thread, insteadOf, turn)),
          // It is the newest one now
          through: null,
          isLoaded: thread.isLoaded || conversationId === null,
          failure: null,
        }));
        void watch(asked.conversationId, asked.turnId);
        return asked;
      },
      continueTurn: async ({ id, conversationId }) => {
        await client.turns.continue({ turnId: id });
        // The log says the rest
        const turn = turnNow(conversationId, id);
        if (turn !== undefined) changeTurn({ ...turn, state: "running" });
        void watch(conversationId, id);
      },
      stop: async (turnId) => {
        await client.turns.stop({ turnId });
      },
      forget: (conversationId) => {
        const { [conversationId]: _gone, ...rest } = get().threads;
        // Rest spreading forgets the brand of the keys
        set({ threads: rest as Record<ConversationId, Thread> });
      },
    };
  });
}
