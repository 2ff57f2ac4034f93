import { useEffect, useState } from "react";
import type { PaletteResult } from "#contract/palette.ts";
import { useApp, useHearth } from "../../client/hearth.ts";
import type { ConversationsState } from "../../client/state/conversations-state.ts";

const typingPauseMs = 100;
const recentConversations = 6;

export interface Found extends PaletteResult {
  /** What these were found for: another query than is typed while its answer is awaited. */
  query: string;
}

const latest = ({ conversations }: ConversationsState): Found => ({
  query: "",
  passages: [],
  documents: [],
  conversations: conversations
    .slice(0, recentConversations)
    .map((conversation) => ({
      conversation,
      snippet: null,
      matches: [],
      titleMatches: [],
    })),
});

/** What the engine finds for the words, a moment after the last key; the latest conversations where there are none. */
export function useSearch(typed: string): Found {
  const { client, conversations: store, messages } = useHearth();
  const workspaceId = useApp((state) => state.workspaceId);
  const scope = useApp((state) => state.scope);
  // There from the start, so that the first of them is what Enter takes
  const [found, setFound] = useState<Found>(() => latest(store.getState()));
  const query = typed.trim().slice(0, 500);
  useEffect(() => {
    if (query === "" || workspaceId === null) {
      setFound(latest(store.getState()));
      return;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const show = (result: PaletteResult) => {
      if (!signal.aborted) setFound({ ...result, query });
    };
    const timer = setTimeout(() => {
      void messages.getState().attempt(async () => {
        try {
          show(
            await client.palette.find(
              { workspaceId, scope, query },
              { signal },
            ),
          );
        } catch (error) {
          // What can still be done is then at least to ask
          show({ passages: [], documents: [], conversations: [] });
          if (!signal.aborted) throw error;
        }
      });
    }, typingPauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, client, store, messages, workspaceId, scope]);
  return found;
}
