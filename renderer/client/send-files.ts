import { ORPCError } from "@orpc/client";
import type { AppErrorData } from "#contract/errors.ts";
import type { GrantId } from "#contract/ids.ts";
import { loopback } from "#pages/loopback.ts";
import type { NamedFile } from "./dropped-files.ts";
import { provenSecret } from "./session.ts";

const atOnce = 4;

/**
 * Hands files from the page to its own host on this computer, one request each, and returns the grant that
 * stands for all of them. `onProgress` hears how many are over. The first failure ends it.
 */
export async function sendFiles(
  files: readonly NamedFile[],
  onProgress: (done: number) => void,
  { signal }: { signal: AbortSignal },
): Promise<GrantId> {
  // A grant is named by who creates it; the brand only marks what it is for.
  const grant = crypto.randomUUID() as GrantId;
  const secret = await provenSecret();
  const waiting = [...files];
  let done = 0;
  const sendSome = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await sendFile(next, { grant, secret }, { signal });
      done += 1;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, sendSome));
  return grant;
}

async function sendFile(
  { name, file }: NamedFile,
  { grant, secret }: { grant: GrantId; secret: string },
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const response = await fetch("/files", {
    method: "POST",
    body: file,
    signal,
    headers: {
      "content-type": "application/octet-stream",
      "x-hearth-name": encodeURIComponent(name),
      "x-hearth-grant": grant,
      [loopback.secretHeader]: secret,
    },
  });
  if (response.ok) return;
  throw new ORPCError("APP", { data: await refusalFrom(response, name) });
}

async function refusalFrom(
  response: Response,
  name: string,
): Promise<AppErrorData> {
  const answer: unknown = await response.json().catch(() => null);
  if (isFailure(answer)) return answer;
  return {
    code: response.status === 507 ? "disk-full" : "file-unreadable",
    message: `${name} could not be taken in.`,
    advice: "Add it once more.",
    params: { name, status: response.status },
  };
}

function isFailure(value: unknown): value is AppErrorData {
  return (
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    "message" in value
  );
}
