import { createContext, useContext } from "react";
import type { Turn } from "#contract/turns.ts";

/** The turn that an answer belongs to, so that its chips can open its sources without redrawing its blocks. */
export interface TurnHandle {
  id: Turn["id"];
  now(): Turn | null;
}

export const TurnContext = createContext<TurnHandle | null>(null);

export const useTurnHandle = () => useContext(TurnContext);
