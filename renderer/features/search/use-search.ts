import { useEffect, useState } from "react";
import type { ConversationHit } from "#contract/conversations.ts";
import type { DocumentSummary } from "#contract/library.ts";
import { useApp, useHearth } from "../../client/hearth.ts";
import type { ConversationsState } from "../../client/state/conversations-state.ts";

const typingPauseMs = 120;
const mostDocuments = 8;
const recentConversations = 6;

export interface Found {
  conversations: readonly ConversationHit[];
  documents: readonly DocumentSummary[];
  isSearching: boolean;
}

const latest = ({ conversations }: ConversationsState): Found => ({
  conversations: conversations
    .slice(0, recentConversations)
    .map((conversation) => ({ conversation, snippet: null, matches: [] })),
  documents: [],
  isSearching: false,
});

/** What the engine finds for the words, a moment after the last key; the latest conversations where there are none. */
export function useSearch(typed: string): Found {
  const { client, conversations: store, messages } = useHearth();
  const workspaceId = useApp((state) => state.workspaceId);
  // There from the start, so that the first of them is what Enter takes
  const [found, setFound] = useState<Found>(() => latest(store.getState()));
  const query = typed.trim();
  useEffect(() => {
    if (query === "") {
      setFound(latest(store.getState()));
      return;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setFound((before) => ({ ...before, isSearching: true }));
    const timer = setTimeout(() => {
      void messages.getState().attempt(async () => {
        const [conversations, listed] = await Promise.all([
          client.conversations.search(
            { query: query.slice(0, 500) },
            { signal },
          ),
          workspaceId === null
            ? { documents: [] }
            : client.library.list(
                {
                  workspaceId,
                  filter: query.slice(0, 200),
                  limit: mostDocuments,
                },
                { signal },
              ),
        ]);
        if (!signal.aborted)
          setFound({
            conversations,
            documents: listed.documents,
            isSearching: false,
          });
      });
    }, typingPauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, client, store, messages, workspaceId]);
  return found;
}
