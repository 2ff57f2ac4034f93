import { type ShortcutKeys, shortcutKeys } from "#ui/shortcut-keys.ts";
import { useApp } from "../client/hearth.ts";

/** The keys of this host, for where they are shown. */
export function useShortcutKeys(): ShortcutKeys {
  const isMac = useApp(({ info }) => info?.platform === "darwin");
  const isBrowser = useApp(({ info }) => info?.host === "loopback");
  return shortcutKeys({ isMac, isBrowser });
}
