import type { Host } from "#core/ports/host.ts";
import { openFile } from "#native/files/open-file.ts";

/**
 * What the loopback host can do beside the browser: show files, where it runs on the screen that the person looks at.
 * Over SSH, or without a desktop, that would be another screen, or none.
 */
export function loopbackHost(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
): Host {
  const { DISPLAY, WAYLAND_DISPLAY, SSH_CONNECTION } = environment;
  const hasScreen =
    platform !== "linux" ||
    DISPLAY !== undefined ||
    WAYLAND_DISPLAY !== undefined;
  return hasScreen && SSH_CONNECTION === undefined ? { openFile } : {};
}
