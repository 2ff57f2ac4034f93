import type { IncomingMessage, ServerResponse } from "node:http";
import { readManifest, sendFile } from "./static-files.ts";

/** What the host serves as its pages: the built ones, or, while they are developed, those of another process. */
export interface Pages {
  /** Answers a GET or HEAD for this path; false when there is no such file. */
  answer(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): boolean;
}

/** The files of the folder as they are at the start. */
export function builtPages(rendererFolder: string): Pages {
  const manifest = readManifest(rendererFolder);
  return {
    answer: (path, _request, response) => {
      const file = manifest.get(path);
      if (file === undefined) return false;
      sendFile(response, file);
      return true;
    },
  };
}
