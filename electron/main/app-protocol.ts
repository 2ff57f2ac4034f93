import { readFile } from "node:fs/promises";
import { join, normalize, sep } from "node:path";
import { protocol } from "electron";
import { mediaTypeOf, securityHeaders } from "#pages/page-answers.ts";
import { ownHost, ownScheme } from "./own-url.ts";

/** Makes app:// a secure, standard scheme. Only before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: ownScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true },
    },
  ]);
}

/** Serves the files below `folder` as app://hearth/. Only when the app is ready. */
export function setupAppProtocol(folder: string): void {
  protocol.handle(ownScheme, createFileHandler(folder));
}

/** Answers GET and HEAD for files at or below `folder`; nothing else exists, and every answer has the policy. */
export function createFileHandler(
  folder: string,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD")
      return refuse(405);
    const file = fileBelow(folder, request.url);
    if (file === null) return refuse(400);
    const mediaType = mediaTypeOf(file);
    const body = mediaType === null ? null : await read(file);
    if (body === null) return refuse(404);
    return new Response(request.method === "HEAD" ? null : body, {
      headers: {
        ...securityHeaders,
        "content-type": mediaType ?? "application/octet-stream",
        "content-length": String(body.byteLength),
        "cache-control": "no-cache",
      },
    });
  };
}

function fileBelow(folder: string, url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed?.protocol !== `${ownScheme}:` || parsed.host !== ownHost)
    return null;
  const path = decodePath(parsed.pathname);
  // Neither exists in what was built; both have been used to climb out of a folder
  if (path === null || path.includes("\\") || path.includes("\0")) return null;
  const file = normalize(join(folder, path === "/" ? "index.html" : path));
  return file.startsWith(normalize(folder) + sep) ? file : null;
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

async function read(file: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(file));
  } catch {
    // A missing file and a folder are the same to the page
    return null;
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: securityHeaders });
}
