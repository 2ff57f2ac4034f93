import type { ServerResponse } from "node:http";
import type { AppErrorData } from "#contract/errors.ts";
import { contentSecurityPolicy } from "#pages/content-security-policy.ts";

const securityHeaders = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()",
};

/** Set on every answer, refusals included, before anything else is decided. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders))
    response.setHeader(name, value);
}

export function answerText(
  response: ServerResponse,
  status: number,
  text: string,
): void {
  send(response, status, "text/plain; charset=utf-8", `${text}\n`);
}

/** A failure that the page shows: the same value that a call would have failed with. */
export function answerFailure(
  response: ServerResponse,
  status: number,
  failure: AppErrorData,
): void {
  send(response, status, "application/json", JSON.stringify(failure));
}

/** For a person whose address is used up, or who came without one. */
export function answerNeedsAddress(response: ServerResponse): void {
  send(response, 403, "text/html; charset=utf-8", needsAddressPage);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
  });
  response.end(response.req.method === "HEAD" ? undefined : body);
}

const needsAddressPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Hearth needs a new address</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.25rem; }
code { font-size: .95em; }
</style>
</head>
<body>
<main>
<h1>This address can't be used</h1>
<p>Each address that Hearth prints opens it once, in one browser. This one was used already, is incomplete, or belongs to an earlier start.</p>
<p>To get a new one, press Enter in the terminal where Hearth runs, or start it again with <code>npm start</code>.</p>
</main>
</body>
</html>
`;
