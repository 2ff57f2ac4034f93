import type { Hearth } from "../client/hearth.ts";
import { wholeLibrary } from "../client/state/library-state.ts";

/**
 * The workspace in view is that of the conversation that is opened, the library shows the workspace in view, and what
 * was open beside it closes when it is left.
 */
export function followWorkspace(hearth: Hearth): void {
  const { app, route, conversations, library, messages, selection } = hearth;
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
    if (opened.scope === "everything") app.getState().chooseEverything();
    else app.getState().chooseWorkspace(opened.workspaceId);
  };
  route.subscribe(({ route: at }) => {
    if (at.page !== "conversation") shownRoute = null;
    followConversation();
  });
  conversations.subscribe(followConversation);

  const closeWhatIsLeft = () => {
    const { open, close } = selection.getState();
    const { route: at } = route.getState();
    // The source of a conversation that was just opened came before its workspace
    const isHere = at.page === "conversation" && open?.place === at.id;
    if (open !== null && !isHere) close();
  };
  app.subscribe(({ workspaceId, scope }, before) => {
    // The first one is shown by whoever loads everything
    if (workspaceId === null || before.workspaceId === null) return;
    if (workspaceId !== before.workspaceId || scope !== before.scope)
      closeWhatIsLeft();
    if (workspaceId === before.workspaceId) return;
    void messages
      .getState()
      .attempt(() => library.getState().show({ ...wholeLibrary, workspaceId }));
  });
}
