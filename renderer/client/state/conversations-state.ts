import { createStore, type StoreApi } from "zustand/vanilla";
import type { ConversationSummary } from "#contract/conversations.ts";
import type { ConversationId } from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";

export interface ConversationsState {
  /** Newest first. */
  conversations: readonly ConversationSummary[];
  isLoaded: boolean;
  load(): Promise<void>;
  apply(
    changed: readonly ConversationSummary[],
    removed: readonly ConversationId[],
  ): void;
  rename(id: ConversationId, title: string): Promise<void>;
  remove(id: ConversationId): Promise<void>;
}

const pageSize = 500;

export function createConversationsState(
  client: HearthClient,
): StoreApi<ConversationsState> {
  return createStore<ConversationsState>((set, get) => ({
    conversations: [],
    isLoaded: false,
    load: async () => {
      const all: ConversationSummary[] = [];
      for (let total = 1; all.length < total; ) {
        const page = await client.conversations.list({
          offset: all.length,
          limit: pageSize,
        });
        all.push(...page.conversations);
        total = page.conversations.length === 0 ? 0 : page.total;
        // The first page is enough to show; the rest follows
        set({ conversations: newestFirst(all), isLoaded: true });
      }
    },
    apply: (changed, removed) =>
      set({
        conversations: mergeConversations(
          get().conversations,
          changed,
          removed,
        ),
      }),
    rename: async (conversationId, title) => {
      const renamed = await client.conversations.rename({
        conversationId,
        title,
      });
      get().apply([renamed], []);
    },
    remove: async (conversationId) => {
      await client.conversations.remove({ conversationId });
      get().apply([], [conversationId]);
    },
  }));
}

export function mergeConversations(
  known: readonly ConversationSummary[],
  changed: readonly ConversationSummary[],
  removed: readonly ConversationId[],
): ConversationSummary[] {
  const byId = new Map(known.map((item) => [item.id, item]));
  for (const item of changed) byId.set(item.id, item);
  for (const id of removed) byId.delete(id);
  return newestFirst([...byId.values()]);
}

const newestFirst = (items: readonly ConversationSummary[]) =>
  items.toSorted((a, b) => b.updatedAt - a.updatedAt);
