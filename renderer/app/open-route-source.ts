import type { Hearth } from "../client/hearth.ts";

/** Opens the source that the route names as soon as its turn is there, then lets the address forget it. */
export function openRouteSource({ route, turns, selection }: Hearth): void {
  const open = () => {
    const { route: at, go } = route.getState();
    if (at.page !== "conversation" || at.source === null) return;
    const { turnId, number } = at.source;
    const thread = turns.getState().threads[at.id];
    const turn = thread?.turns.find(({ id }) => id === turnId);
    if (turn === undefined && thread !== undefined && thread.earlier > 0)
      void turns.getState().openEarlier(at.id);
    if (turn === undefined || turn.sources.length === 0) return;
    selection.getState().openSource(turn, number);
    go({ ...at, source: null });
  };
  route.subscribe(open);
  turns.subscribe(open);
}
