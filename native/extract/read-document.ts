import { createHash, type Hash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { ExtractedFile } from "#core/ports/extractor.ts";
import { readCode } from "./code.ts";
import type { DocumentType } from "./detect-text.ts";
import { detectType, isContainer } from "./detect-type.ts";
import { readDocx } from "./docx/read-docx.ts";
import { failures } from "./failures.ts";
import { readHtml } from "./html/read-html.ts";
import { readMail } from "./mail.ts";
import { readMarkdown } from "./markdown/read-markdown.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import { onward, type Reading } from "./reader.ts";
import { readText } from "./text.ts";

const megabyte = 1024 * 1024;
/** The most that is read of each type: text is held several times over while it is worked on. */
const limitMegabytes: Record<DocumentType, number> = {
  pdf: 512,
  docx: 512,
  html: 32,
  mail: 64,
  code: 32,
  markdown: 32,
  text: 32,
};
const anyTypeMegabytes = 512;
const readStepBytes = 16 * megabyte;
const headBytes = 65_536;
/** What is larger is known by its first bytes before the rest is read: a film is refused at once. */
const readUnseenBytes = megabyte;

const readers: Record<
  DocumentType,
  (bytes: Uint8Array, extension: string) => Reading
> = {
  pdf: readPdf,
  docx: readDocx,
  html: readHtml,
  mail: readMail,
  code: readCode,
  markdown: readMarkdown,
  text: readText,
};

/** Reads one file of any supported type. @throws AppError as the Extractor port says */
export async function* readDocument(path: string): Reading<ExtractedFile> {
  const hash = createHash("sha256");
  const bytes = yield* readBytes(path, hash);
  const { type, extension } = await detectType(path, bytes);
  if (bytes.length > limitMegabytes[type] * megabyte)
    throw failures.tooLarge(limitMegabytes[type]);
  yield onward;
  const extraction = yield* readers[type](bytes, extension);
  return { ...extraction, fileHash: hash.digest("hex") };
}

/**
 * The whole file; its bytes go into the hash as they come, for reading it once more takes as long again. This process
 * has nothing else to do meanwhile: handing each step to another thread took longer than small files themselves.
 */
async function* readBytes(path: string, hash: Hash): Reading<Uint8Array> {
  const file = openFile(path);
  try {
    const facts = fstatSync(file);
    if (!facts.isFile()) throw failures.notAFile();
    if (facts.size === 0) throw failures.empty();
    if (facts.size > readUnseenBytes)
      await refuseByHead(path, file, facts.size);
    const bytes = new Uint8Array(facts.size);
    let filled = 0;
    while (filled < bytes.length) {
      const step = Math.min(readStepBytes, bytes.length - filled);
      const bytesRead = readSync(file, bytes, filled, step, filled);
      if (bytesRead === 0) break;
      hash.update(bytes.subarray(filled, filled + bytesRead));
      filled += bytesRead;
      yield onward;
    }
    return bytes.subarray(0, filled);
  } catch (error) {
    throw error instanceof Error && "syscall" in error
      ? failures.unreadable(error)
      : error;
  } finally {
    closeSync(file);
  }
}

/** Something else than a document is refused by its type, not its size. */
async function refuseByHead(
  path: string,
  file: number,
  sizeBytes: number,
): Promise<void> {
  const isBeyondAll = sizeBytes > anyTypeMegabytes * megabyte;
  const head = new Uint8Array(headBytes);
  readSync(file, head, 0, headBytes, 0);
  // What these hold stands in a directory, which may be at the end
  if (isContainer(head) && !isBeyondAll) return;
  const { type } = await detectType(path, head);
  const limit = isBeyondAll ? anyTypeMegabytes : limitMegabytes[type];
  if (sizeBytes > limit * megabyte) throw failures.tooLarge(limit);
}

function openFile(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw hasCode(error, "ENOENT")
      ? failures.missing()
      : failures.unreadable(error);
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
