import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appErrorFrom } from "#contract/errors.ts";
import type { Extraction } from "#core/ports/extractor.ts";
import { readDocument } from "#native/extract/read-document.ts";

/** Reads bytes as a file of this name, in this process. */
export async function extractFile(
  name: string,
  content: Uint8Array | string,
): Promise<Extraction> {
  const folder = await mkdtemp(join(tmpdir(), "hearth-extract-"));
  try {
    const path = join(folder, name);
    await writeFile(path, content);
    return await extractPath(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function extractPath(path: string): Promise<Extraction> {
  const reading = readDocument(path);
  for (;;) {
    const step = await reading.next();
    if (step.done === true) return step.value;
  }
}

/** The code of the AppError that reading ends with. */
export async function failureOf(
  name: string,
  content: Uint8Array | string,
): Promise<{ code: string; message: string }> {
  try {
    await extractFile(name, content);
  } catch (error) {
    const known = appErrorFrom(error);
    if (known === null) throw error;
    return { code: known.code, message: known.message };
  }
  throw new Error(`${name} was read, though it should not have been`);
}
