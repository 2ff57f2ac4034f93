import type { IncomingHttpHeaders } from "node:http";

/** The only name that the server answers to: `localhost` may be another program's, which listens on ::1. */
export function hostOf(port: number): string {
  return `127.0.0.1:${port}`;
}

/**
 * Why a request may not even be looked at; null when it may. `isChange` holds for everything but GET and HEAD,
 * and for upgrades: there the Origin must be present and be this server's own.
 */
export function addressRefusal(
  headers: IncomingHttpHeaders,
  host: string,
  isChange: boolean,
): "host" | "origin" | "site" | null {
  if (headers.host !== host) return "host";
  const { origin } = headers;
  const isOwn = origin === `http://${host}`;
  if (isChange ? !isOwn : origin !== undefined && !isOwn) return "origin";
  return isSiteRefused(headers, isChange) ? "site" : null;
}

/** Pages of other ports count as the same site, so only what the browser says of itself tells them apart. */
function isSiteRefused(
  headers: IncomingHttpHeaders,
  isChange: boolean,
): boolean {
  const site = headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin") return false;
  if (isChange) return true;
  if (site === "none") return false;
  // A link on another page may open Hearth; its scripts, frames and images may not
  return !(
    headers["sec-fetch-mode"] === "navigate" &&
    headers["sec-fetch-dest"] === "document"
  );
}
