import { createContext, useContext } from "react";
import type { Turn } from "#contract/turns.ts";

/**
 * The turn that an answer belongs to. Its chips take from here what they do, so that the blocks of an answer are
 * not drawn again when something else changes. Must stay the same object while the turn is shown.
 */
export interface TurnHandle {
  now(): Turn | null;
  open(number: number): void;
  point(number: number): void;
  leave(): void;
  /** Whether this source is open or pointed at. */
  isLit(number: number): boolean;
  /** Hears of every change of what is lit; returns what ends that. */
  subscribe(onChange: () => void): () => void;
}

export const TurnContext = createContext<TurnHandle | null>(null);

export const useTurnHandle = () => useContext(TurnContext);
