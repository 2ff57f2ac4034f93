import { useCallback } from "react";
import type {
  ConversationId,
  DocumentId,
  TurnId,
  WorkspaceId,
} from "#contract/ids.ts";
import { notConnected } from "../../client/failures.ts";
import { type Hearth, useHearth } from "../../client/hearth.ts";
import type { Place } from "../../client/state/messages-state.ts";

/** Where it is said that a question could not be asked. */
export const askPlace: Place = "ask";

/**
 * Asks in a conversation, or in a new one, and shows it. False when it could not be asked, which is said at the
 * composer: at once where the host is known to be away, so that nobody waits for what can't come.
 */
export function useAsk(id: ConversationId | null): (
  question: string,
  documentIds?: DocumentId[],
  folders?: string[],
  /** The turn whose place it takes. */
  insteadOf?: TurnId,
) => Promise<boolean> {
  const { app, connection, conversations, turns, route, messages } =
    useHearth();
  return useCallback(
    async (question, documentIds, folders, insteadOf) => {
      const workspaceId = askedWorkspace({ app, conversations }, id);
      const { scope } = app.getState();
      if (connection.getState().status === "lost" || workspaceId === null) {
        messages.getState().tell(notConnected, askPlace);
        return false;
      }
      const asked = await messages.getState().attempt(
        () =>
          turns.getState().ask({
            workspaceId,
            scope,
            conversationId: id,
            question,
            documentIds,
            insteadOf,
            folders,
          }),
        askPlace,
      );
      if (asked === null) return false;
      if (id === null) route.getState().goToConversation(asked.conversationId);
      return true;
    },
    [app, connection, conversations, turns, route, messages, id],
  );
}

/** Where a conversation asks; null until it is known. */
export function askedWorkspace(
  { app, conversations }: Pick<Hearth, "app" | "conversations">,
  id: ConversationId | null,
): WorkspaceId | null {
  const asking = conversations
    .getState()
    .conversations.find((conversation) => conversation.id === id);
  return asking?.workspaceId ?? app.getState().workspaceId;
}
