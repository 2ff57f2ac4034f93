import type { DesktopBridge } from "#contract/bridge.ts";

export type { DesktopBridge };

declare global {
  interface Window {
    /** What the preload of a desktop window hands to the page, and nothing else; absent in a browser. */
    readonly hearth?: DesktopBridge;
  }
}
