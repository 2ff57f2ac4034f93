import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import type { Connection } from "../client/connect.ts";
import { createHearth, HearthProvider } from "../client/hearth.ts";
import { watchEvents } from "../client/watch-events.ts";
import { createText } from "../text/i18n.ts";
import { followWorkspace } from "./follow-workspace.ts";
import { MainWindow } from "./main-window.tsx";
import { openRouteSource } from "./open-route-source.ts";
import { applyRememberedTheme } from "./use-theme.ts";

/** Draws the main window into the page and keeps it up to date over the connection. */
export function startMain(connection: Connection): void {
  applyRememberedTheme();
  const hearth = createHearth(connection);
  // The quick-ask panel goes on in this tab, not in another one each time
  window.name = "hearth-main";
  hearth.route.getState().follow();
  openRouteSource(hearth);
  followWorkspace(hearth);
  void watchEvents(
    hearth,
    ({ conversationId, source }) =>
      hearth.route.getState().go({
        page: "conversation",
        id: conversationId,
        source: source ?? null,
      }),
    { signal: new AbortController().signal },
  );
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page has no root");
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={createText()}>
        <HearthProvider value={hearth}>
          <MainWindow />
        </HearthProvider>
      </I18nextProvider>
    </StrictMode>,
  );
}
