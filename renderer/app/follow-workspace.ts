import type { Hearth } from "../client/hearth.ts";

/** The workspace in view is that of the conversation that is opened, and the library shows the workspace in view. */
export function followWorkspace(hearth: Hearth): void {
  const { app, route, conversations, library, messages } = hearth;
  let shownRoute: unknown = null;

  const followConversation = () => {
    const { route: at } = route.getState();
    if (at.page !== "conversation" || at.id === shownRoute) return;
    const opened = conversations
      .getState()
      .conversations.find(({ id }) => id === at.id);
    if (opened === undefined) return;
    // Once for each opening: after that the person may choose another
    shownRoute = at.id;
    app.getState().chooseWorkspace(opened.workspaceId);
  };
  route.subscribe(({ route: at }) => {
    if (at.page !== "conversation") shownRoute = null;
    followConversation();
  });
  conversations.subscribe(followConversation);

  app.subscribe(({ workspaceId }, before) => {
    // The first one is shown by whoever loads everything
    if (workspaceId === null || before.workspaceId === null) return;
    if (workspaceId === before.workspaceId) return;
    void messages
      .getState()
      .attempt(() =>
        library.getState().show({ workspaceId, filter: "", status: null }),
      );
  });
}
