import type { ReactNode } from "react";
import { Guarded } from "#ui/guarded.tsx";
import { useRoute } from "../client/hearth.ts";
import { ChatScreen } from "../features/chat/chat-screen.tsx";
import { LibraryScreen } from "../features/library/library-screen.tsx";
import { ModelsScreen } from "../features/models/models-screen.tsx";
import { SettingsScreen } from "../features/settings/settings-screen.tsx";

/** The screen that the route names. `lead` stands before its title. */
export function Screen({ lead }: { lead: ReactNode }) {
  const key = useRoute(({ route }) =>
    route.page === "conversation" ? `${route.page} ${route.id}` : route.page,
  );
  return (
    <Guarded resetKey={key} lead={lead}>
      <Routed lead={lead} />
    </Guarded>
  );
}

function Routed({ lead }: { lead: ReactNode }) {
  const route = useRoute((state) => state.route);
  switch (route.page) {
    case "library":
      return <LibraryScreen lead={lead} />;
    case "models":
      return <ModelsScreen lead={lead} />;
    case "settings":
      return <SettingsScreen lead={lead} />;
    case "conversation":
      return <ChatScreen id={route.id} lead={lead} />;
    case "new":
      return <ChatScreen id={null} lead={lead} />;
  }
}
