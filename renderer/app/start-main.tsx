import type { Connection } from "../client/connect.ts";
import { closesOnLeaving } from "../client/state/selection-state.ts";
import { watchEvents } from "../client/watch-events.ts";
import { drawWindow } from "./draw-window.tsx";
import { followWorkspace } from "./follow-workspace.ts";
import { MainWindow } from "./main-window.tsx";
import { openRouteSource } from "./open-route-source.ts";

/** Draws the main window into the page and keeps it up to date over the connection. */
export function startMain(connection: Connection): void {
  // The quick-ask panel goes on in this tab, not in another one each time
  window.name = "hearth-main";
  drawWindow(connection, <MainWindow />, (hearth) => {
    const { follow, go } = hearth.route.getState();
    follow();
    openRouteSource(hearth);
    followWorkspace(hearth);
    hearth.route.subscribe(({ route }, { route: before }) => {
      if (route.page !== before.page) hearth.messages.getState().clear();
      const selection = hearth.selection.getState();
      if (closesOnLeaving(selection, route, before)) selection.close();
    });
    hearth.connection.subscribe(({ status }) => {
      if (status === "open") hearth.messages.getState().reconnected();
    });
    void watchEvents(
      hearth,
      ({ conversationId, source }) =>
        go({
          page: "conversation",
          id: conversationId,
          source: source ?? null,
        }),
      { signal: new AbortController().signal },
    );
  });
}
