import { AppError, appErrorFrom } from "#contract/errors.ts";
import type { Log } from "#core/ports/log.ts";
import type { NewTurnPart } from "./part-log.ts";

/** The part that ends a turn which can't go on; what is no AppError is a bug, and logged whole. */
export function failedTurn(
  error: unknown,
  log: Log,
): Extract<NewTurnPart, { type: "error" }> {
  const known = appErrorFrom(error);
  if (known !== null) return { type: "error", error: known.toData() };
  log.error("a turn failed", error);
  const bug = new AppError("internal", "Something in Hearth went wrong.", {
    advice: "Ask again; the log in the data folder says what happened.",
  });
  return { type: "error", error: bug.toData() };
}
