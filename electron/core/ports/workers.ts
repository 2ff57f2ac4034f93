import type { WorkerExit } from "#contract/worker-exit.ts";

export type WorkerKind = "llm" | "embed" | "extract";

/** A running worker process. Messages are structured-clone values; the RPC above decides what they say. */
export interface WorkerProcess {
  readonly pid: number | null;
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also when the process could not start. */
  onExit(listener: (exit: WorkerExit) => void): void;
  /** At once, without asking it. */
  kill(): void;
}

/** The one way to start a worker: Node's child_process, or Electron's utilityProcess brokered by main. */
export interface WorkerSpawner {
  spawn(kind: WorkerKind): WorkerProcess;
}
