import {
  MessageChannelMain,
  type MessagePortMain,
  type WebContents,
} from "electron";
import { bridgeChannels } from "#contract/bridge.ts";
import type { MainMessage } from "#contract/broker.ts";

/** Gives each page its own port to the engine: when it asks, and unasked when the engine was started again. */
export class WindowPorts {
  readonly #engine: {
    readonly isReady: boolean;
    post(message: MainMessage, ports: MessagePortMain[]): void;
  };
  readonly #pages = new Set<WebContents>();

  constructor(engine: {
    readonly isReady: boolean;
    post(message: MainMessage, ports: MessagePortMain[]): void;
  }) {
    this.#engine = engine;
  }

  /** At once where the engine is ready, else as soon as it is. */
  connect(page: WebContents): void {
    if (!this.#pages.has(page)) {
      this.#pages.add(page);
      page.once("destroyed", () => this.#pages.delete(page));
    }
    if (this.#engine.isReady) this.#give(page);
  }

  /** For an engine that has just become ready. */
  giveAll(): void {
    for (const page of this.#pages) this.#give(page);
  }

  #give(page: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    this.#engine.post({ type: "window" }, [port1]);
    page.postMessage(bridgeChannels.port, null, [port2]);
  }
}
