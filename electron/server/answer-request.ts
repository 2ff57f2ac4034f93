import type { IncomingMessage, ServerResponse } from "node:http";
import { loopback } from "#pages/loopback.ts";
import { addressRefusal } from "./addresses.ts";
import { answerJson, answerRefusal } from "./answers.ts";
import type { FileIntake } from "./file-intake.ts";
import type { Pages } from "./pages.ts";
import { headerOf } from "./request-headers.ts";
import type { Sessions } from "./sessions.ts";

interface Parts {
  host: string;
  sessions: Sessions;
  pages: Pages;
  intake: FileIntake;
  /** The request brought a secret that is known. */
  onKnown: (request: IncomingMessage) => void;
}

/**
 * Answers everything but upgrades; what is refused is refused before its body is read. The built pages need no
 * secret: they are the same for everyone and hold nothing of the person's.
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts,
): Promise<void> {
  const isRead = request.method === "GET" || request.method === "HEAD";
  const refused = addressRefusal(request.headers, parts.host, !isRead);
  const path = URL.parse(`http://${parts.host}${request.url ?? "/"}`)?.pathname;
  if (refused !== null) answerRefusal(response, refused);
  else if (path === loopback.sessionPath)
    answerSession(request, response, parts.sessions);
  else if (path === "/files" && request.method === "POST")
    await answerFile(request, response, parts);
  else if (!isRead) answerRefusal(response, "method");
  else if (path === undefined || !parts.pages.answer(path, request, response))
    answerRefusal(response, "path");
}

async function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  { sessions, intake, onKnown }: Parts,
): Promise<void> {
  const refused = sessions.refusalOf(headerOf(request, loopback.secretHeader));
  if (refused !== null) return answerRefusal(response, refused);
  onKnown(request);
  await intake.answer(request, response);
}

/** Gives a secret for a token, and shows a page that holds one that this host knows it. Only headers: no body is read. */
function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
): void {
  if (request.method === "POST") {
    const redeemed = sessions.redeem(headerOf(request, loopback.tokenHeader));
    if ("refused" in redeemed) answerRefusal(response, redeemed.refused);
    else answerJson(response, redeemed);
  } else if (request.method === "GET") {
    const id = headerOf(request, loopback.sessionIdHeader) ?? "";
    const challenge = headerOf(request, loopback.challengeHeader) ?? "";
    const proof = sessions.prove(id, challenge);
    if (proof === null) answerRefusal(response, "secret-unknown");
    else answerJson(response, { proof });
  } else answerRefusal(response, "method");
}
