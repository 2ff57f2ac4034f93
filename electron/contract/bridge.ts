/**
 * What a window of the desktop host finds as `window.hearth`; absent in a browser. Every port comes to the page as a
 * window message with `portMessage` as its data and one MessagePort: after connect(), and unasked when the engine was restarted.
 */
export interface DesktopBridge {
  /** Asks for a port to the engine. A new port replaces the one before it. */
  connect(): void;
  /** Grants for dropped files and folders, to hand to `library.add`; files that lie nowhere on disk are passed over. */
  grantDropped(files: readonly File[]): Promise<string[]>;
}

/** The data of the window message that brings a port. Take it only where `event.source === window`. */
export const portMessage = "hearth:port";

/** The channels between the preload and main. */
export const bridgeChannels = {
  connect: "hearth:connect",
  port: "hearth:port",
  grantDropped: "hearth:grant-dropped",
} as const;
