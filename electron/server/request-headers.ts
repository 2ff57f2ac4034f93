import type { IncomingMessage } from "node:http";
import { loopback } from "#pages/loopback.ts";

/** A header that came once; undefined for one that is absent or came several times. */
export function headerOf(
  request: IncomingMessage,
  name: string,
): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

/** The secret that a request for a socket offers among its subprotocols. */
export function offeredSecret(request: IncomingMessage): string | undefined {
  return headerOf(request, "sec-websocket-protocol")
    ?.split(",")
    .map((protocol) => protocol.trim())
    .find((protocol) => protocol.startsWith(loopback.secretProtocolPrefix))
    ?.slice(loopback.secretProtocolPrefix.length);
}
