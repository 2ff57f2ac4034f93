import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useConversations, useRoute } from "../client/hearth.ts";

const pages = {
  library: "library.title",
  models: "models.title",
  settings: "settings.title",
} as const;

/** The window is named after the conversation, or the screen, that it shows. */
export function useWindowTitle(): void {
  const { t } = useTranslation();
  const route = useRoute((state) => state.route);
  const title = useConversations(({ conversations }) =>
    route.page === "conversation"
      ? (conversations.find(({ id }) => id === route.id)?.title ?? null)
      : null,
  );
  const name =
    route.page === "conversation" || route.page === "new"
      ? title
      : t(pages[route.page]);
  useEffect(() => {
    document.title = name === null ? "Hearth" : `${name} – Hearth`;
  }, [name]);
}
