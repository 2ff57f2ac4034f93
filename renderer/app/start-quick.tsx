import type { Connection } from "../client/connect.ts";
import { type Hearth, useApp } from "../client/hearth.ts";
import { WorkspaceNames } from "../common/workspace-names.tsx";
import { QuickAsk } from "../features/quick-ask/quick-ask.tsx";
import { ConnectionBanner } from "../features/status/connection-banner.tsx";
import { drawWindow } from "./draw-window.tsx";
import { useTheme } from "./use-theme.ts";
import "./quick.css";

const retryMs = 1000;

/** Draws the quick-ask panel. It needs the settings and the turn that it asks, no lists. */
export function startQuick(connection: Connection): void {
  document.documentElement.dataset["host"] =
    window.hearth === undefined ? "browser" : "desktop";
  drawWindow(connection, <Quick />, (hearth) => void followSettings(hearth));
  // Ready before the first answer needs it
  requestIdleCallback(() => void import("#ui/answer/answer.tsx"));
}

function Quick() {
  useTheme();
  const isEverything = useApp(({ scope }) => scope === "everything");
  return (
    <>
      <WorkspaceNames isEverything={isEverything}>
        <QuickAsk />
      </WorkspaceNames>
      {/* On the desktop the window is just the panel: there is no room beside it */}
      {window.hearth === undefined && (
        <div className="fixed inset-x-0 top-0">
          <ConnectionBanner />
        </div>
      )}
    </>
  );
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
