import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { AppErrorData } from "#contract/errors.ts";
import { securityHeaders } from "#pages/page-answers.ts";
import { type RefusalReason, refusal, refusalStatus } from "./refusals.ts";

/** Set on every answer, refusals included, before anything else is decided. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders))
    response.setHeader(name, value);
}

export function answerJson(response: ServerResponse, body: object): void {
  send(response, 200, body);
}

/** A failure that the page shows: the same value that a call would have failed with. */
export function answerFailure(
  response: ServerResponse,
  status: number,
  failure: AppErrorData,
): void {
  send(response, status, failure);
}

/** Refuses and ends the connection: what is still to come of the body is not read. */
export function answerRefusal(
  response: ServerResponse,
  reason: RefusalReason,
): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
  send(response, refusalStatus(reason), refusal(reason).toData());
}

/** The same for a request to upgrade, where there is only a socket to answer on. */
export function refuseUpgrade(socket: Duplex, reason: RefusalReason): void {
  const status = refusalStatus(reason);
  const body = JSON.stringify(refusal(reason).toData());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "Connection: close",
      "Content-Type: application/json; charset=utf-8",
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...Object.entries(securityHeaders).map(
        ([name, value]) => `${name}: ${value}`,
      ),
      "",
      body,
    ].join("\r\n"),
  );
}

function send(response: ServerResponse, status: number, value: object): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}
