/** Exit code of a command that the person broke off, as shells have it. */
export const interruptedExitCode = 130;

/** Calls back at the first signal to end; at the second the process ends at once. */
export function onInterrupt(callback: () => void): () => void {
  let isAsked = false;
  const listener = () => {
    if (isAsked) process.exit(interruptedExitCode);
    isAsked = true;
    callback();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}
