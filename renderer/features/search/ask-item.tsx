import { Sparkles } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useHearth } from "../../client/hearth.ts";
import { Item } from "./palette-item.tsx";

export const askValue = "ask";

/** The last row: what is typed, asked as a question. */
export function AskItem({
  value,
  query,
  keys,
  onAsk,
}: {
  value: string;
  query: string;
  keys: string;
  onAsk: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Item value={value} icon={Sparkles} aside={keys} onSelect={onAsk}>
      <span className="truncate">{t("search.ask", { query })}</span>
    </Item>
  );
}

/** Asks in a new conversation of the place that is chosen, and shows it. */
export function useAskHere(onClose: () => void): (question: string) => void {
  const { app, turns, route, messages } = useHearth();
  return (question) => {
    const { workspaceId, scope } = app.getState();
    if (workspaceId === null) return;
    onClose();
    void messages.getState().attempt(async () => {
      const { conversationId } = await turns
        .getState()
        .ask({ workspaceId, scope, conversationId: null, question });
      route.getState().goToConversation(conversationId);
    });
  };
}
