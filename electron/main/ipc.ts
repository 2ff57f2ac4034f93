import { isAbsolute } from "node:path";
import { ipcMain, type WebContents } from "electron";
import { z } from "zod";
import { bridgeChannels } from "#desktop-link/bridge.ts";
import { isOwnFrame } from "./own-url.ts";

const droppedPaths = z.array(z.string().refine(isAbsolute)).max(10_000);

/** The two things that a page may ask of main, taken only from the top frame of Hearth's own pages. */
export function setupIpc(options: {
  connect: (page: WebContents) => void;
  /** Resolves with the id of a grant for the paths. */
  grant: (paths: readonly string[]) => Promise<string>;
}): void {
  ipcMain.on(bridgeChannels.connect, (event) => {
    if (isOwnFrame(event.senderFrame)) options.connect(event.sender);
  });
  ipcMain.handle(bridgeChannels.grantDropped, async (event, paths: unknown) => {
    if (!isOwnFrame(event.senderFrame)) throw new Error("Not permitted");
    const parsed = droppedPaths.parse(paths);
    return parsed.length === 0 ? [] : [await options.grant(parsed)];
  });
}
