import { useMemo } from "react";
import type { Turn } from "#contract/turns.ts";
import type { TurnHandle } from "#ui/answer/turn-context.ts";
import { useHearth } from "../../client/hearth.ts";
import { openNumber } from "../../client/state/selection-state.ts";

/** What the chips of this turn's answer do: they open the source beside the chat. */
export function useHandleOf({ id, conversationId }: Turn): TurnHandle {
  const { turns, selection } = useHearth();
  return useMemo(() => {
    const { openSource, hover, leave } = selection.getState();
    const now = () =>
      turns
        .getState()
        .threads[conversationId]?.turns.find((turn) => turn.id === id) ?? null;
    return {
      now,
      leave,
      open: (number) => {
        const turn = now();
        if (turn !== null) openSource(turn, number);
      },
      point: (number) => hover(id, number),
      subscribe: selection.subscribe,
      isLit: (number) => {
        const state = selection.getState();
        return (
          openNumber(state, id) === number ||
          (state.hovered?.turnId === id && state.hovered.number === number)
        );
      },
    };
  }, [turns, selection, id, conversationId]);
}
