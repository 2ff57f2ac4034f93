import type { WorkerKind } from "#core/ports/workers.ts";

/** Heap ceilings in MiB: a hostile document ends its worker, not the computer. */
export const heapLimitMb: Record<WorkerKind, number> = {
  llm: 1024,
  embed: 1024,
  extract: 1024,
};
