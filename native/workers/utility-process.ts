import type { MessagePortMainLike } from "@orpc/client/message-port";
import type { WorkerExit } from "#contract/worker-exit.ts";
import type { WorkerSpawner } from "#core/ports/workers.ts";
import type { BrokerEvent, BrokerRequest } from "#desktop-link/broker.ts";
import { exitOfUtility } from "./exits.ts";
import { heapLimitMb } from "./heap-limits.ts";

export interface Broker {
  send(request: BrokerRequest): void;
  onEvent(
    listener: (event: BrokerEvent, port: MessagePortMainLike | null) => void,
  ): void;
}

/** Starts workers as utility processes: main forks them and hands over one end of a channel each. */
export function utilityProcessSpawner(broker: Broker): WorkerSpawner {
  let lastRequestId = 0;
  const events = new Map<
    number,
    (event: BrokerEvent, port: MessagePortMainLike | null) => void
  >();
  broker.onEvent((event, port) => events.get(event.requestId)?.(event, port));

  return {
    spawn: (kind) => {
      const requestId = ++lastRequestId;
      const unsent: unknown[] = [];
      let port: MessagePortMainLike | null = null;
      let pid: number | null = null;
      let onMessage: (message: unknown) => void = () => undefined;
      let onExit: (exit: WorkerExit) => void = () => undefined;
      events.set(requestId, (event, handedPort) => {
        if (event.type === "worker-exited") {
          events.delete(requestId);
          onExit(exitOfUtility(event));
          return;
        }
        pid = event.pid;
        if (handedPort === null) return;
        port = handedPort;
        port.on("message", (message) => onMessage(message?.data));
        (port as { start?: () => void }).start?.();
        for (const message of unsent.splice(0)) port.postMessage(message);
      });
      broker.send({
        type: "spawn-worker",
        requestId,
        kind,
        heapLimitMb: heapLimitMb[kind],
      });
      return {
        get pid() {
          return pid;
        },
        post: (message) => {
          if (port === null) unsent.push(message);
          else port.postMessage(message);
        },
        onMessage: (listener) => {
          onMessage = listener;
        },
        onExit: (listener) => {
          onExit = listener;
        },
        kill: () => broker.send({ type: "kill-worker", requestId }),
      };
    },
  };
}
