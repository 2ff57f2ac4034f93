import type { ExtractedFile } from "#core/ports/extractor.ts";
import { readDocument } from "./read-document.ts";

/** All that comes back is held at once, and sent in one message. */
const maxChars = 2_000_000;
/** What took this long is sent before more is read. */
const maxMs = 250;

/**
 * What these files hold, one after the other. Null for one that can't be read, which says why when it is read alone,
 * and for those that are left because the ones before were not as small as they looked.
 */
export async function readSmallFiles(
  paths: readonly string[],
): Promise<(ExtractedFile | null)[]> {
  const startMs = performance.now();
  const files: (ExtractedFile | null)[] = [];
  let chars = 0;
  for (const path of paths) {
    const isEnough = chars > maxChars || performance.now() - startMs > maxMs;
    const file = isEnough ? null : await readQuietly(path);
    chars += file?.text.length ?? 0;
    files.push(file);
  }
  return files;
}

async function readQuietly(path: string): Promise<ExtractedFile | null> {
  const reading = readDocument(path);
  try {
    for (;;) {
      const step = await reading.next();
      if (step.done === true) return step.value;
    }
  } catch {
    // Read again alone, where its failure is told and a bug is logged
    return null;
  }
}
