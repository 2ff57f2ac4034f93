import { appErrorFrom } from "#contract/errors.ts";

/** The worker ended in the middle of this work, which may be what ended it: the spawner's policy has tried what it may. */
export function isWorkerDeath(error: unknown): boolean {
  return appErrorFrom(error)?.code === "worker-crashed";
}
