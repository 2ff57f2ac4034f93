import { app } from "electron";

/** What a start asks for on its command line. */
export type StartRequest = "main" | "quick-ask";

export function startRequest(argv: readonly string[]): StartRequest {
  return argv.includes("--quick-ask") ? "quick-ask" : "main";
}

/**
 * True in the one Hearth of this data folder, which then hears what later starts ask for;
 * false in a later start, which must end.
 */
export function setupSingleInstance(
  onSecondStart: (request: StartRequest) => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on("second-instance", (_event, argv) =>
    onSecondStart(startRequest(argv)),
  );
  return true;
}
