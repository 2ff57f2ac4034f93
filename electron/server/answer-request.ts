import type { IncomingMessage, ServerResponse } from "node:http";
import { refusalOf } from "./addresses.ts";
import { answerNeedsAddress, answerText } from "./answers.ts";
import type { FileIntake } from "./file-intake.ts";
import type { Sessions } from "./sessions.ts";
import { type Manifest, sendFile } from "./static-files.ts";

interface Parts {
  hosts: ReadonlySet<string>;
  sessions: Sessions;
  manifest: Manifest;
  intake: FileIntake;
}

/** Answers everything but upgrades. What is refused is refused before its body is read. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
): Promise<void> {
  const { hosts, sessions, manifest, intake } = parts;
  const isRead = request.method === "GET" || request.method === "HEAD";
  const url = URL.parse(`http://127.0.0.1${request.url ?? "/"}`);
  if (refusalOf(request.headers, hosts, !isRead) !== null || url === null) {
    response.setHeader("Connection", "close");
    answerText(response, 403, "Refused.");
    return;
  }
  const token = url.searchParams.get("token");
  if (isRead && token !== null) {
    exchange(request, response, { sessions, url, token });
  } else if (!sessions.isKnown(request.headers.cookie)) {
    response.setHeader("Connection", "close");
    answerNeedsAddress(response);
  } else if (request.method === "POST" && url.pathname === "/files") {
    await intake.answer(request, response);
  } else if (!isRead) {
    response.setHeader("Connection", "close");
    answerText(response, 405, "Not here.");
  } else {
    const file = manifest.get(url.pathname);
    if (file === undefined) answerText(response, 404, "Not found.");
    else sendFile(response, file);
  }
}

/** Takes the token out of the address and gives the browser its cookie. A look ahead doesn't use it up. */
function exchange(
  request: IncomingMessage,
  response: ServerResponse,
  { sessions, url, token }: { sessions: Sessions; url: URL; token: string },
): void {
  if (
    request.method === "HEAD" ||
    request.headers["sec-purpose"] !== undefined
  ) {
    answerText(response, 503, "Open this address to use it.");
    return;
  }
  const cookie = sessions.redeem(token);
  if (cookie === null) {
    answerNeedsAddress(response);
    return;
  }
  url.searchParams.delete("token");
  response.writeHead(303, {
    // One slash: two would name another host
    Location: url.pathname.replace(/^\/+/, "/") + url.search,
    "Set-Cookie": cookie,
    "Cache-Control": "no-store",
  });
  response.end();
}
