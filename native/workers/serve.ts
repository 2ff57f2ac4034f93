import type { MessagePortMainLike } from "@orpc/client/message-port";
import type { AnyRouter } from "@orpc/server";
import { RPCHandler } from "@orpc/server/message-port";
import { AppError } from "#contract/errors.ts";
import { parentPort } from "./parent-port.ts";

/**
 * Answers calls to `router` from whoever started this process: over Node's child IPC, or over the
 * port that Electron's main hands in with its first message. The process ends when the other side goes away.
 */
export function serveWorker(router: AnyRouter): void {
  const handler = new RPCHandler(router);
  const parent = parentPort();
  if (parent !== null) {
    parent.once("message", (event) => {
      const port = event.ports[0];
      if (port === undefined)
        throw new AppError("internal", "The worker was started without a port");
      handler.upgrade(port);
      port.on("close", () => process.exit(0));
      (port as { start?: () => void }).start?.();
    });
    return;
  }
  if (process.send === undefined)
    throw new AppError("internal", "A worker can't be started on its own");
  handler.upgrade(childIpcPort());
  process.on("disconnect", () => process.exit(0));
}

function childIpcPort(): MessagePortMainLike {
  return {
    on: (event, listener) => {
      if (event === "message")
        process.on("message", (data) => listener({ data }));
      if (event === "close") process.on("disconnect", () => listener());
    },
    postMessage: (data) => {
      // A message to a parent that is gone is dropped: "disconnect" ends the process.
      if (process.connected)
        process.send?.(data, undefined, undefined, () => undefined);
    },
  };
}
