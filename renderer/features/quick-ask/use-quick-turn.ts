import { useState } from "react";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import type { Turn } from "#contract/turns.ts";
import { type Failure, failureFrom } from "../../client/failures.ts";
import { useHearth, useTurns } from "../../client/hearth.ts";
import { formatRoute } from "../../client/state/route.ts";
import {
  type Chosen,
  chosenId,
  documentsOf,
  foldersOf,
} from "../../common/use-chosen.ts";

/** The name of the main window's tab, so that going on finds it again. */
const mainTab = "hearth-main";

export interface QuickTurn {
  turn: Turn | null;
  failure: Failure | null;
  /** Only in what was chosen; nothing chosen: in all. */
  ask(question: string, chosen: readonly Chosen[]): Promise<void>;
  /** Whether the turn is of this question, kept to the same. */
  isOf(question: string, chosen: readonly Chosen[]): boolean;
  stop(): void;
  /** Goes on with an answer that was cut. */
  continueTurn(): void;
  forget(): void;
  /** Goes on in the main window, at a source where one is named. */
  goOn(number: number | null): void;
  /** Puts the panel away; false where there is no panel but a tab. */
  hide(): boolean;
}

/** One question at a time, each a conversation of its own that the main window has too. */
export function useQuickTurn(): QuickTurn {
  const { client, app, turns } = useHearth();
  const [at, setAt] = useState<{
    conversationId: ConversationId;
    turnId: TurnId;
    /** What was asked, and of what. */
    asked: string;
  } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const turn = useTurns(({ threads }) =>
    at === null
      ? null
      : (threads[at.conversationId]?.turns.find(({ id }) => id === at.turnId) ??
        null),
  );
  const attempt = async (command: () => Promise<unknown>) => {
    setFailure(null);
    try {
      await command();
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  const hide = () => {
    if (app.getState().info?.capabilities.windows !== true) return false;
    // The host keeps the panel and only hides it
    window.close();
    return true;
  };
  const stop = () => {
    if (turn?.state === "running")
      void attempt(() => turns.getState().stop(turn.id));
  };
  const isOf = (question: string, chosen: readonly Chosen[]) =>
    at?.asked === askedOf(question, chosen);
  return {
    turn,
    failure,
    isOf,
    stop,
    continueTurn: () => {
      if (turn !== null)
        void attempt(() => turns.getState().continueTurn(turn));
    },
    hide,
    forget: () => {
      setAt(null);
      setFailure(null);
    },
    ask: async (question, chosen) => {
      const asked = askedOf(question, chosen);
      const isAsked = turn?.state === "running" && isOf(question, chosen);
      if (question === "" || isAsked) return;
      stop();
      await attempt(async () => {
        if (app.getState().workspaceId === null) await app.getState().load();
        const { workspaceId, scope } = app.getState();
        if (workspaceId === null) return;
        const ids = await turns.getState().ask({
          workspaceId,
          scope,
          conversationId: null,
          question,
          ...(chosen.length === 0
            ? {}
            : { documentIds: documentsOf(chosen), folders: foldersOf(chosen) }),
        });
        setAt({ ...ids, asked });
      });
    },
    goOn: (number) => {
      if (at === null) return;
      const { conversationId, turnId } = at;
      const source = number === null ? null : { turnId, number };
      if (app.getState().info?.capabilities.windows === true) {
        void attempt(async () => {
          await client.app.continueInMain({
            conversationId,
            ...(source === null ? {} : { source }),
          });
          hide();
        });
        return;
      }
      const hash = formatRoute({
        page: "conversation",
        id: conversationId,
        source,
      });
      window.open(`/${hash}`, mainTab);
    },
  };
}

const askedOf = (question: string, chosen: readonly Chosen[]): string =>
  [question, ...chosen.map(chosenId)].join("\n");
