/**
 * What a window of the desktop host finds as `window.hearth`; absent in a browser. A port comes to the page as a window
 * message with `portMessage` as its data and one MessagePort; the same message without a port says that the engine ended.
 */
export interface DesktopBridge {
  /** Asks for a port to the engine: it comes at once, or as soon as the engine is there. */
  connect(): void;
  /** Grants for dropped files and folders, to hand to `library.add`; files that lie nowhere on disk are passed over. */
  grantDropped(files: readonly File[]): Promise<string[]>;
}

/** The data of that window message. Take it only where `event.source === window`. */
export const portMessage = "hearth:port";

/** The channels between the preload and main. */
export const bridgeChannels = {
  connect: "hearth:connect",
  port: "hearth:port",
  grantDropped: "hearth:grant-dropped",
} as const;
