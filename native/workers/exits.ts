import { constants } from "node:os";
import type { WorkerExit } from "#contract/worker-exit.ts";
import type { BrokerEvent } from "#desktop-link/broker.ts";

/**
 * The signal with which a worker ends itself when it holds too much memory; its own, to tell that end from others.
 * Windows has none to spare: there it ends like a crash.
 */
export const outOfMemorySignal =
  process.platform === "win32" ? "SIGKILL" : "SIGUSR2";

/** Signals that someone sends; a process does not come by them through its own fault. */
const sentSignals = new Set(["SIGKILL", "SIGTERM", "SIGINT", "SIGHUP"]);
/** What V8 writes before it aborts; the abort alone could be anybody's. */
const v8OutOfMemory = /heap out of memory|Allocation failed/;

/** Of a child process of Node; `lastWords` is the end of its stderr. Both null: it could not be started. */
export function exitOfChild(
  { code, signal }: { code: number | null; signal: string | null },
  lastWords: string,
): WorkerExit {
  if (code === null && signal === null) return { how: "never-started" };
  if (signal === "SIGABRT" && v8OutOfMemory.test(lastWords))
    return { how: "out-of-memory" };
  return signal === null ? exitOfCode(code ?? 0) : exitOfSignal(signal);
}

/** Of a utility process of Electron: main says what Chromium made of it, where it did. */
export function exitOfUtility({
  code,
  reason,
}: Extract<BrokerEvent, { type: "worker-exited" }>): WorkerExit {
  if (reason === "launch-failed" || code === null)
    return { how: "never-started" };
  if (reason === "oom") return { how: "out-of-memory" };
  // Ended by a signal, Electron gives its number (with 128 where a core was dumped) as the code
  const signal = signalOf(code & 127);
  const isSignal = reason === "killed" || reason === "crashed";
  if (isSignal && signal !== null) return exitOfSignal(signal);
  if (reason === "killed") return { how: "killed" };
  return reason === "crashed" && code === 0
    ? { how: "crashed", code: "crashed" }
    : exitOfCode(code);
}

function exitOfSignal(signal: string): WorkerExit {
  if (signal === outOfMemorySignal && process.platform !== "win32")
    return { how: "out-of-memory" };
  return sentSignals.has(signal)
    ? { how: "killed" }
    : { how: "crashed", code: signal };
}

function exitOfCode(code: number): WorkerExit {
  return code === 0
    ? { how: "ended" }
    : { how: "crashed", code: `exit code ${code}` };
}

function signalOf(number: number): string | null {
  const found = Object.entries(constants.signals).find(
    ([, value]) => value === number,
  );
  return found?.[0] ?? null;
}
