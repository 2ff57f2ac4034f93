import type { IncomingHttpHeaders } from "node:http";

/** Where the server answers: any other Host header comes from a page whose name was pointed at this computer. */
export function allowedHosts(port: number): ReadonlySet<string> {
  return new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
}

export type Refusal = "host" | "origin" | "site";

/**
 * Why a request may not even be looked at; null when it may. `isChange` holds for everything but GET and HEAD,
 * and for upgrades: there the Origin must be present and be this server's own.
 */
export function refusalOf(
  headers: IncomingHttpHeaders,
  hosts: ReadonlySet<string>,
  isChange: boolean,
): Refusal | null {
  const host = headers.host;
  if (host === undefined || !hosts.has(host)) return "host";
  const { origin } = headers;
  if (isChange ? origin !== `http://${host}` : isForeign(origin, host))
    return "origin";
  return isSiteRefused(headers, isChange) ? "site" : null;
}

function isForeign(origin: string | undefined, host: string): boolean {
  return origin !== undefined && origin !== `http://${host}`;
}

/** Pages of other ports count as the same site for cookies, so only what the browser says of itself tells them apart. */
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
