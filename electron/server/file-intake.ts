import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, type AppErrorCode } from "#contract/errors.ts";
import { grantId } from "#contract/ids.ts";
import type { Engine } from "#engine/create-engine.ts";
import { answerFailure } from "./answers.ts";
import { parseFileName } from "./file-names.ts";
import type { Inbox } from "./inbox.ts";
import { headerOf } from "./request-headers.ts";

/** Files that may come in at the same time. */
const maxAtOnce = 16;

const statusOf: Partial<Record<AppErrorCode, number>> = {
  "file-too-large": 413,
  "disk-full": 507,
  "worker-unavailable": 503,
};

/** Answers `POST /files`: one file a request, added to the grant that the page named. */
export class FileIntake {
  readonly #inbox: Inbox;
  readonly #grants: Pick<Engine["grants"], "extend">;
  readonly #onBug: (error: unknown) => void;
  #running = 0;

  constructor(parts: {
    inbox: Inbox;
    grants: Pick<Engine["grants"], "extend">;
    onBug: (error: unknown) => void;
  }) {
    this.#inbox = parts.inbox;
    this.#grants = parts.grants;
    this.#onBug = parts.onBug;
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    this.#running += 1;
    try {
      await this.#take(request);
      response.writeHead(204).end();
    } catch (error) {
      this.#refuse(request, response, error);
    } finally {
      this.#running -= 1;
    }
  }

  async #take(request: IncomingMessage): Promise<void> {
    if (this.#running > maxAtOnce)
      throw new AppError("worker-unavailable", "Too many files at once.", {
        advice: "Wait until some have come in.",
      });
    // Forms can't send this type, so no other page can post here unseen
    if (request.headers["content-type"] !== "application/octet-stream")
      throw new AppError("invalid-request", "Only raw files are taken here.", {
        params: { reason: "type" },
      });
    const grant = grantId.safeParse(request.headers["x-hearth-grant"]);
    if (!grant.success)
      throw new AppError("invalid-request", "The file came without a grant.", {
        params: { reason: "grant" },
      });
    const parts = parseFileName(headerOf(request, "x-hearth-name"));
    const path = await this.#inbox.store(request, parts, lengthOf(request));
    this.#grants.extend(grant.data, [path]);
  }

  #refuse(
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
  ): void {
    // The page went away or gave up: nobody to answer
    if (request.destroyed && !request.complete && !(error instanceof AppError))
      return;
    if (!(error instanceof AppError)) this.#onBug(error);
    const failure =
      error instanceof AppError
        ? error
        : new AppError("internal", "The file could not be stored.");
    // What is still to come of the body is not read
    response.setHeader("Connection", "close");
    answerFailure(
      response,
      statusOf[failure.code] ?? (failure.code === "internal" ? 500 : 400),
      failure.toData(),
    );
  }
}

function lengthOf(request: IncomingMessage): number | null {
  const length = Number(request.headers["content-length"]);
  return Number.isSafeInteger(length) && length >= 0 ? length : null;
}
