import { useCallback } from "react";
import type { Turn } from "#contract/turns.ts";
import { notConnected } from "../../client/failures.ts";
import { useHearth } from "../../client/hearth.ts";
import { focusComposer } from "../../common/focus-composer.ts";
import { askPlace } from "./use-ask.ts";

/** Lets the model go on with an answer that was cut; what hinders it is said at the composer. */
export function useContinue(): (turn: Turn) => Promise<void> {
  const { connection, turns, messages } = useHearth();
  return useCallback(
    async (turn) => {
      const { attempt, tell } = messages.getState();
      if (connection.getState().status === "lost")
        return tell(notConnected, askPlace);
      // The button goes while it is written; from the composer Escape stops it
      focusComposer();
      await attempt(() => turns.getState().continueTurn(turn), askPlace);
    },
    [connection, turns, messages],
  );
}
