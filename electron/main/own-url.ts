import type { WebFrameMain } from "electron";

export const ownScheme = "app";
export const ownHost = "hearth";

/** The two pages of Hearth. */
export const pages = {
  main: `${ownScheme}://${ownHost}/index.html`,
  quickAsk: `${ownScheme}://${ownHost}/quick.html`,
} as const;

/** True for a page of Hearth itself, decided on the parsed URL: `app://hearth.evil` and `app://x@evil` are not. */
export function isOwnUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${ownScheme}:` &&
    parsed.host === ownHost &&
    parsed.username === "" &&
    parsed.password === ""
  );
}

/** True for the top frame of a page of Hearth: the only one whose messages main takes. */
export function isOwnFrame(
  frame: Pick<WebFrameMain, "url" | "parent"> | null,
): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url);
}
