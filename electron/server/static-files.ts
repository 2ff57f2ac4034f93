import { createReadStream, readdirSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream";
import { mediaTypeOf } from "#pages/page-answers.ts";

interface StaticFile {
  file: string;
  type: string;
  sizeBytes: number;
  /** Built names carry a hash of the content. */
  isImmutable: boolean;
}

/** Every file that may be served, by its path in the address: a request only ever picks from this list. */
export type Manifest = ReadonlyMap<string, StaticFile>;

/** Reads the list of built files that pages are made of, once; `/` and `/quick` stand for the two of them. */
export function readManifest(folder: string): Manifest {
  const manifest = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const type = mediaTypeOf(file);
    if (type === null) continue;
    const path = `/${relative(folder, file).split(sep).join("/")}`;
    manifest.set(path, {
      file,
      type,
      sizeBytes: statSync(file).size,
      isImmutable: path.startsWith("/assets/"),
    });
  }
  for (const [address, page] of [
    ["/", "/index.html"],
    ["/quick", "/quick.html"],
  ] as const) {
    const found = manifest.get(page);
    if (found !== undefined) manifest.set(address, found);
  }
  return manifest;
}

export function sendFile(response: ServerResponse, file: StaticFile): void {
  response.writeHead(200, {
    "Content-Type": file.type,
    "Content-Length": file.sizeBytes,
    "Cache-Control": file.isImmutable
      ? "private, max-age=31536000, immutable"
      : "no-store",
  });
  if (response.req.method === "HEAD") {
    response.end();
    return;
  }
  // A file that changed or went since the start ends the answer short, and the browser asks again
  pipeline(createReadStream(file.file), response, () => undefined);
}
