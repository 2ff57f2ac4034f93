import {
  MessageChannelMain,
  type MessagePortMain,
  type WebContents,
} from "electron";
import { bridgeChannels } from "#desktop-link/bridge.ts";
import type { MainMessage } from "#desktop-link/broker.ts";

type Engine = {
  readonly isReady: boolean;
  post(message: MainMessage, ports: MessagePortMain[]): void;
};

/** Gives pages that ask their own port to the engine, and tells them when it ended: then they ask again. */
export class WindowPorts {
  readonly #engine: Engine;
  readonly #connected = new Set<WebContents>();
  readonly #waiting = new Set<WebContents>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** At once where the engine is ready, else as soon as it is. */
  connect(page: WebContents): void {
    if (!this.#connected.has(page) && !this.#waiting.has(page))
      page.once("destroyed", () => {
        this.#connected.delete(page);
        this.#waiting.delete(page);
      });
    if (this.#engine.isReady) this.#give(page);
    else this.#waiting.add(page);
  }

  onReady(): void {
    for (const page of this.#waiting) this.#give(page);
  }

  onExit(): void {
    // A page is not told by its port: not every Chromium fires the event for it
    for (const page of this.#connected)
      page.postMessage(bridgeChannels.port, null);
    this.#connected.clear();
  }

  #give(page: WebContents): void {
    this.#waiting.delete(page);
    this.#connected.add(page);
    const { port1, port2 } = new MessageChannelMain();
    this.#engine.post({ type: "window" }, [port1]);
    page.postMessage(bridgeChannels.port, null, [port2]);
  }
}
