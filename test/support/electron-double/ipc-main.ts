import { EventEmitter } from "node:events";
import type { WebContents } from "./web-contents.ts";

/** Who sent it, as far as main may look. */
export interface IpcEvent {
  sender: WebContents;
  senderFrame: { url: string; parent: null };
}
type Handler = (event: IpcEvent, ...args: unknown[]) => unknown;

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel))
      throw new Error(`A second handler for ${channel}`);
    this.#handlers.set(channel, handler);
  }

  async invoke(
    channel: string,
    event: IpcEvent,
    args: unknown[],
  ): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (handler === undefined)
      throw new Error(`No handler registered for '${channel}'`);
    return await handler(event, ...args);
  }
}

export const ipcMain = new IpcMain();
