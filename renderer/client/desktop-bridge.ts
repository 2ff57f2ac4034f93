import type { DesktopBridge } from "#desktop-link/bridge.ts";

declare global {
  interface Window {
    /** Absent in a browser. */
    readonly hearth?: DesktopBridge;
  }
}

export type { DesktopBridge };
