import { type ReactNode, useState } from "react";
import type { ConversationId } from "#contract/ids.ts";
import {
  useApp,
  useConversations,
  useLibrary,
  useModels,
  useTurns,
} from "../../client/hearth.ts";
import { ChatHeader } from "./chat-header.tsx";
import { Composer, type OfferedQuestion } from "./composer.tsx";
import { FirstStart } from "./first-start.tsx";
import { NewConversation } from "./new-conversation.tsx";
import { ThreadView } from "./thread-view.tsx";

/** A conversation, or the place where one begins. */
export function ChatScreen({
  id,
  lead,
}: {
  id: ConversationId | null;
  lead: ReactNode;
}) {
  const conversation = useConversations(({ conversations }) =>
    id === null ? null : (conversations.find((item) => item.id === id) ?? null),
  );
  // Deleted elsewhere, or never there: what is asked below begins a new one
  const isGone = useTurns(
    ({ threads }) => id !== null && threads[id]?.failure?.code === "not-found",
  );
  const askedId = isGone ? null : id;
  // A question that is given back, to be asked in other words
  const [offered, setOffered] = useState<OfferedQuestion | null>(null);
  return (
    <div className="flex h-full flex-col bg-bg">
      {/* Siblings with one key would leave the header of the conversation before on the screen */}
      <ChatHeader
        conversation={conversation}
        lead={lead}
        key={`header ${id}`}
      />
      {id === null ? (
        <Beginning />
      ) : (
        <ThreadView
          id={id}
          onOtherWords={(text) => setOffered({ text })}
          key={`thread ${id}`}
        />
      )}
      <Composer id={askedId} offered={offered} key={`composer ${askedId}`} />
    </div>
  );
}

function Beginning() {
  const counts = useLibrary((state) => state.counts);
  const isReady = useModels((state) => state.isLoaded);
  // One empty workspace says nothing of the others
  const isEverything = useApp(
    ({ scope, workspaces }) => scope === "everything" && workspaces.length > 1,
  );
  // Until it is known whether there are documents, nothing is better than the wrong greeting
  if (counts === null || !isReady) return <div className="flex-1" />;
  return counts.total === 0 && !isEverything ? (
    <FirstStart />
  ) : (
    <NewConversation />
  );
}
