import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./styles.css";
import "./quick.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import type { Connection } from "../client/connect.ts";
import { createHearth, type Hearth, HearthProvider } from "../client/hearth.ts";
import { QuickAsk } from "../features/quick-ask/quick-ask.tsx";
import { createText } from "../text/i18n.ts";
import { applyRememberedTheme, useTheme } from "./use-theme.ts";

const retryMs = 1000;

/** Draws the quick-ask panel. It needs the settings and the turn that it asks, no lists. */
export function startQuick(connection: Connection): void {
  applyRememberedTheme();
  document.documentElement.dataset["host"] =
    window.hearth === undefined ? "browser" : "desktop";
  const hearth = createHearth(connection);
  void followSettings(hearth);
  const root = document.getElementById("root");
  if (root === null) throw new Error("The page has no root");
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={createText()}>
        <HearthProvider value={hearth}>
          <Quick />
        </HearthProvider>
      </I18nextProvider>
    </StrictMode>,
  );
  // Ready before the first answer needs it
  requestIdleCallback(() => void import("#ui/answer/answer.tsx"));
}

function Quick() {
  useTheme();
  return <QuickAsk />;
}

async function followSettings({ client, app }: Hearth): Promise<never> {
  for (;;) {
    try {
      const events = await client.events.watch();
      await app.getState().load();
      for await (const event of events)
        if (event.type === "settings")
          app.setState({ settings: event.settings });
    } catch {
      // The link opens the next connection; this loop attaches to it
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}
