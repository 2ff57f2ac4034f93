import { z } from "zod";
import { documentStatus } from "#contract/library.ts";

/** Where a document stands. A removed one is hidden until its removal is undone or final. */
export const documentState = z.enum([...documentStatus.options, "removed"]);
export type DocumentState = z.infer<typeof documentState>;

interface Transition {
  from: readonly DocumentState[];
  to: DocumentState;
}

const open = ["queued", "extracting", "embedding"] as const;
const settled = ["indexed", "failed", "skipped"] as const;

/** Every change of state there is, by name; anything else is refused. */
export const transitions = {
  /** Looked at again under a job, perhaps one that runs instead of one that is paused. */
  requeue: { from: ["queued", ...settled], to: "queued" },
  claim: { from: ["queued"], to: "extracting" },
  embed: { from: ["extracting"], to: "embedding" },
  /** Its content turns out to be what is indexed. */
  keep: { from: ["extracting"], to: "indexed" },
  index: { from: ["embedding"], to: "indexed" },
  skip: { from: ["extracting"], to: "skipped" },
  /** Also when it is taken out of a rebuild, which changes no state before. */
  fail: {
    from: ["queued", "extracting", "embedding", "indexed"],
    to: "failed",
  },
  putBack: { from: ["extracting", "embedding"], to: "queued" },
  /** Its job was cancelled: what it was before comes back. */
  giveUpIndexed: { from: open, to: "indexed" },
  giveUpFailed: { from: open, to: "failed" },
  giveUpSkipped: { from: open, to: "skipped" },
  remove: { from: [...open, ...settled], to: "removed" },
  restoreIndexed: { from: ["removed"], to: "indexed" },
  restoreFailed: { from: ["removed"], to: "failed" },
  restoreSkipped: { from: ["removed"], to: "skipped" },
  /** It was never read to its end. */
  restoreQueued: { from: ["removed"], to: "queued" },
} as const satisfies Record<string, Transition>;

export type TransitionName = keyof typeof transitions;

/** Queued, or in work. */
export const openStates: readonly DocumentState[] = open;
/** The work on it is over, one way or another. */
export const settledStates: readonly DocumentState[] = settled;

/** A list of states for SQL's IN; they are constants of this file. */
export function sqlList(states: readonly DocumentState[]): string {
  return states.map((state) => `'${state}'`).join(", ");
}
