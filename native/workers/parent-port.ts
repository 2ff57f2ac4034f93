import type { MessagePortMainLike } from "@orpc/client/message-port";

type MessageListener = (event: {
  data: unknown;
  ports: MessagePortMainLike[];
}) => void;

/** What Electron adds to `process` in a utility process; not imported, so that Node can run the same entry. */
export interface ParentPort {
  on(event: "message", listener: MessageListener): void;
  once(event: "message", listener: MessageListener): void;
  postMessage(message: unknown): void;
}

/** Null outside of Electron. */
export function parentPort(): ParentPort | null {
  // Node's types don't know what Electron adds
  return (process as { parentPort?: ParentPort }).parentPort ?? null;
}
