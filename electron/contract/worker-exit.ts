import { z } from "zod";

/** How a worker process came to its end: the same names in every host. */
export const workerExit = z.discriminatedUnion("how", [
  /** By itself and in good order, such as when the engine's side of its channel was gone. */
  z.object({ how: z.literal("ended") }),
  /** It took more than it may have: its own guard, or V8, ended it. */
  z.object({ how: z.literal("out-of-memory") }),
  /** Someone else ended it: a person, or a system that had no memory left. No fault of what it worked on. */
  z.object({ how: z.literal("killed") }),
  /** `code` is a signal or an exit code, such as "SIGSEGV" or "exit code 1". */
  z.object({ how: z.literal("crashed"), code: z.string() }),
  z.object({ how: z.literal("never-started") }),
]);
export type WorkerExit = z.infer<typeof workerExit>;
