import type { AppEvent } from "#contract/events.ts";
import { createFrameBatch } from "./frame-batch.ts";
import type { Hearth } from "./hearth.ts";
import { wholeLibrary } from "./state/library-state.ts";

const retryMs = 500;

/**
 * Loads what the screens start from and keeps every store up to date from the one stream of events, until the
 * signal aborts. Each new connection loads again what may have changed in between.
 */
export async function watchEvents(
  hearth: Hearth,
  onNavigate: (event: Extract<AppEvent, { type: "navigate" }>) => void,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const batch = createFrameBatch<AppEvent>((events) => {
    for (const event of events) apply(hearth, event, onNavigate);
  });
  while (!signal.aborted) {
    try {
      const events = await hearth.client.events.watch(undefined, { signal });
      // Listening comes first, so that nothing falls between the lists and the stream
      const lists = loadAll(hearth);
      lists.catch(() => undefined);
      for await (const event of events) batch.add(event);
      await lists;
    } catch {
      // The link opens the next connection; this loop attaches to it
    }
    batch.flush();
    if (!signal.aborted)
      await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

async function loadAll(hearth: Hearth): Promise<void> {
  const { app, conversations, turns, library, models, route } = hearth;
  await app.getState().load();
  const { workspaceId } = app.getState();
  const at = route.getState().route;
  await Promise.all([
    conversations.getState().load(),
    models.getState().load(),
    at.page === "conversation" && turns.getState().open(at.id),
    workspaceId !== null &&
      library.getState().show({
        ...wholeLibrary,
        ...library.getState().view,
        workspaceId,
      }),
  ]);
}

function apply(
  hearth: Hearth,
  event: AppEvent,
  onNavigate: (event: Extract<AppEvent, { type: "navigate" }>) => void,
): void {
  const { library, conversations, turns, models, app, finish } = hearth;
  switch (event.type) {
    case "jobs":
      library.setState({ jobs: event.jobs });
      finish.getState().apply(event.jobs);
      break;
    case "documents":
      library.getState().apply(event);
      break;
    case "conversations":
      conversations.getState().apply(event.changed, event.removed);
      for (const id of event.removed) turns.getState().forget(id);
      leaveRemoved(hearth, event.removed);
      followTurns(hearth, event.changed);
      break;
    case "workspaces":
      app.getState().applyWorkspaces(event.workspaces);
      break;
    case "models":
      models.setState({ models: event.models, isLoaded: true });
      break;
    case "workers":
      app.setState({ workers: event.workers });
      break;
    case "settings":
      app.setState({ settings: event.settings });
      break;
    case "navigate":
      onNavigate(event);
      break;
  }
}

/** A conversation that went with its workspace, or in another window, is not stayed in. */
function leaveRemoved(
  { route }: Hearth,
  removed: Extract<AppEvent, { type: "conversations" }>["removed"],
): void {
  const { route: at, go } = route.getState();
  if (at.page === "conversation" && removed.includes(at.id))
    go({ page: "new" });
}

/** A turn that another window started, or goes on with, in a conversation that is open here is followed here too. */
function followTurns(
  { turns }: Hearth,
  changed: Extract<AppEvent, { type: "conversations" }>["changed"],
): void {
  const { threads, open } = turns.getState();
  for (const { id, runningTurnId } of changed) {
    const thread = threads[id];
    if (
      runningTurnId !== null &&
      thread?.isLoaded === true &&
      !thread.turns.some(
        ({ id: turnId, state }) =>
          turnId === runningTurnId && state === "running",
      )
    )
      void open(id);
  }
}
