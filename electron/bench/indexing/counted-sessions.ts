import { resolve } from "node:path";
import { childProcessSpawner } from "#native/workers/child-process.ts";

type Spawner = ReturnType<typeof childProcessSpawner>;

/** Of the messages that the busiest session got: one that got fewer only took part in the first measurement. */
const leastShare = 0.2;

/** Starts workers as the app does, and counts the embedding sessions that really worked side by side. */
export function countingSpawner(): {
  spawner: Spawner;
  /** Counts from now on. */
  start(): void;
  /** Since `start`: those that got work worth speaking of. */
  sessions(): number;
} {
  const messages = new Map<object, number>();
  const real = childProcessSpawner({
    // Bundled, every entry and chunk lies one folder below `out`
    workersFolder: resolve(import.meta.dirname, "../workers"),
  });
  return {
    spawner: {
      spawn: (kind) => {
        const worker = real.spawn(kind);
        if (kind !== "embed") return worker;
        return {
          ...worker,
          post: (message) => {
            messages.set(worker, (messages.get(worker) ?? 0) + 1);
            worker.post(message);
          },
        };
      },
    },
    start: () => messages.clear(),
    sessions: () => {
      const counts = [...messages.values()];
      const busiest = Math.max(0, ...counts);
      return counts.filter((count) => count >= busiest * leastShare).length;
    },
  };
}
