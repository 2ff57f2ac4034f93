import type { MessagePortMainLike } from "@orpc/client/message-port";
import { AppError } from "#contract/errors.ts";
import {
  type BrokerEvent,
  type EngineMessage,
  type MainMessage,
  mainMessage,
} from "#desktop-link/broker.ts";
import { Requests } from "#desktop-link/requests.ts";
import type { ParentPort } from "#native/workers/parent-port.ts";
import type { Broker } from "#native/workers/utility-process.ts";

type MessageWithPort = (
  message: MainMessage,
  port: MessagePortMainLike | null,
) => void;

/** The engine's side of the control port: what it asks of Electron's main, and what main tells it. */
export class MainLink {
  readonly #parent: ParentPort;
  readonly #listeners: MessageWithPort[] = [];
  readonly #requests = new Requests<MainMessage>();

  constructor(parent: ParentPort) {
    this.#parent = parent;
    parent.on("message", (event) => {
      const message = mainMessage.parse(event.data);
      const port = event.ports[0] ?? null;
      if (isAnswer(message)) this.#requests.answer(message.requestId, message);
      for (const listener of this.#listeners) listener(message, port);
    });
  }

  send(message: EngineMessage): void {
    this.#parent.postMessage(message);
  }

  onMessage(listener: MessageWithPort): void {
    this.#listeners.push(listener);
  }

  /** Opens the system's dialog; an empty list when it is closed. */
  async pick(kind: "files" | "folder" | "model"): Promise<readonly string[]> {
    const answer = await this.#ask((requestId) => ({
      type: "pick",
      requestId,
      kind,
    }));
    return answer.type === "picked" ? answer.paths : [];
  }

  async showMain(): Promise<void> {
    await this.#ask((requestId) => ({ type: "show-main", requestId }));
  }

  /** @throws AppError not-permitted when the system refuses */
  async openFile(path: string, how: "file" | "folder"): Promise<void> {
    const answer = await this.#ask((requestId) => ({
      type: "open-file",
      requestId,
      path,
      how,
    }));
    if (answer.type === "file-opened" && answer.refusal !== "")
      throw new AppError("not-permitted", "The file could not be opened.", {
        advice: "Show it in its folder and open it from there.",
        params: { detail: answer.refusal },
      });
  }

  /** For the spawner of workers, which numbers its own requests. */
  broker(): Broker {
    return {
      send: (request) => this.send(request),
      onEvent: (listener) =>
        this.onMessage((message, port) => {
          if (isBrokerEvent(message)) listener(message, port);
        }),
    };
  }

  #ask(request: (requestId: number) => EngineMessage): Promise<MainMessage> {
    return this.#requests.ask((requestId) => this.send(request(requestId)));
  }
}

function isAnswer(
  message: MainMessage,
): message is Extract<
  MainMessage,
  { type: "picked" | "main-shown" | "file-opened" }
> {
  return ["picked", "main-shown", "file-opened"].includes(message.type);
}

function isBrokerEvent(message: MainMessage): message is BrokerEvent {
  return message.type === "worker-spawned" || message.type === "worker-exited";
}
