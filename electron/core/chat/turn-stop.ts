import type { FinishReason } from "#contract/turns.ts";

/** Why a turn was told to end: the signal's reason. */
export class TurnStop {
  readonly reason: Extract<FinishReason, "stopped" | "interrupted">;
  constructor(reason: TurnStop["reason"]) {
    this.reason = reason;
  }
}

/** How an aborted turn ends. */
export function stopReason(signal: AbortSignal): TurnStop["reason"] {
  return signal.reason instanceof TurnStop ? signal.reason.reason : "stopped";
}
