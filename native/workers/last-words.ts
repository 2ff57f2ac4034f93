import type { Readable } from "node:stream";

/** Enough for what V8 says when it gives up. */
const keptChars = 16_000;

/** Passes a child's stderr on to ours and keeps the end of it. */
export function lastWordsOf(stderr: Readable | null): () => string {
  let kept = "";
  stderr?.on("data", (chunk: Buffer) => {
    process.stderr.write(chunk);
    kept = (kept + chunk.toString("utf8")).slice(-keptChars);
  });
  return () => kept;
}
