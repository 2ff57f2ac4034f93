import { ORPCError } from "@orpc/client";
import type { AppErrorData } from "#contract/errors.ts";

/** A failure that a person is told about: its code, what happened, what they can do. */
export type Failure = AppErrorData;

/** The connection ended under a call; the next one may work. */
export class NotConnectedError extends Error {
  constructor() {
    super("Hearth is not connected");
    this.name = "NotConnectedError";
  }
}

/** The host is there again, and another one: it doesn't know this page. */
export class NotKnownError extends Error {
  constructor() {
    super("Hearth does not know this page");
    this.name = "NotKnownError";
  }
}

export const notConnected: Failure = {
  code: "worker-unavailable",
  message: "Hearth is not answering.",
  advice: "It connects again by itself. Then try once more.",
  params: {},
};

/** What a call threw, as a failure. Null for a cancelled call, which is none. */
export function failureFrom(error: unknown): Failure | null {
  if (error instanceof DOMException && error.name === "AbortError") return null;
  if (error instanceof ORPCError && error.code === "APP")
    // The contract defines the data of APP; the server checked it against the schema.
    return error.data as AppErrorData;
  if (error instanceof NotConnectedError) return notConnected;
  return {
    code: "internal",
    message: "Something unexpected went wrong.",
    advice: "Try once more. If it happens again, the log says what it was.",
    params: { detail: error instanceof Error ? error.message : String(error) },
  };
}
