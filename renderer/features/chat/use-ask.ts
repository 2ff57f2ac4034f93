import { useCallback } from "react";
import type { ConversationId, DocumentId } from "#contract/ids.ts";
import { useHearth } from "../../client/hearth.ts";

/** Asks in a conversation, or in a new one, and shows it. False when it could not be asked. */
export function useAsk(
  id: ConversationId | null,
): (question: string, documentIds?: DocumentId[]) => Promise<boolean> {
  const { app, conversations, turns, route, messages } = useHearth();
  return useCallback(
    async (question, documentIds) => {
      const asking = conversations
        .getState()
        .conversations.find((conversation) => conversation.id === id);
      const workspaceId = asking?.workspaceId ?? app.getState().workspaceId;
      const { scope } = app.getState();
      if (workspaceId === null) return false;
      const asked = await messages.getState().attempt(() =>
        turns.getState().ask({
          workspaceId,
          scope,
          conversationId: id,
          question,
          documentIds,
        }),
      );
      if (asked === null) return false;
      if (id === null) route.getState().goToConversation(asked.conversationId);
      return true;
    },
    [app, conversations, turns, route, messages, id],
  );
}
