import { extname } from "node:path";
import { fileTypeFromBuffer } from "file-type";
import { isUnreadType, typeName } from "#shared/type-names.ts";
import { isCompoundFile, isEncryptedOffice } from "./compound-file.ts";
import {
  type DetectedType,
  type DocumentType,
  hasReader,
  textType,
} from "./detect-text.ts";
import { decodeText } from "./encoding.ts";
import { failures } from "./failures.ts";
import { mainContentType } from "./zip-package.ts";

const wordMain = /wordprocessingml\.(document|template)\.main\+xml/;
const headBytes = 8192;

/**
 * What the file is: by its content where that is telling, else by its extension.
 * @throws AppError unsupported-type with the type's name, password-needed for an encrypted Word document
 */
export async function detectType(
  path: string,
  bytes: Uint8Array,
): Promise<DetectedType> {
  const extension = extname(path).slice(1).toLowerCase();
  const known = await typeByContent(bytes, extension);
  return typeof known === "string" ? { type: known, extension } : known;
}

/** Whether these first bytes begin an archive: what it is, its inside says. */
export function isContainer(head: Uint8Array): boolean {
  return (head[0] === 0x50 && head[1] === 0x4b) || isCompoundFile(head);
}

async function typeByContent(
  bytes: Uint8Array,
  extension: string,
): Promise<DocumentType | DetectedType> {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString("latin1");
  if (/^[\s\xef\xbb\xbf]*%PDF-/.test(head)) return "pdf";
  if (head.startsWith("PK")) return await zipType(bytes, extension);
  if (isCompoundFile(bytes)) throw compoundType(bytes, extension);

  const sniffed = await sniff(bytes);
  if (sniffed !== null) throw failures.unsupported(typeName(sniffed));
  const text = decodeText(bytes.subarray(0, 65_536))?.text;
  if (text === undefined) {
    if (head.slice(0, 1024).includes("%PDF-")) return "pdf";
    throw failures.unsupported(
      !hasReader(extension)
        ? typeName(extension)
        : `A file with binary content under the name .${extension}`,
    );
  }
  return textType(text, extension);
}

async function zipType(
  bytes: Uint8Array,
  extension: string,
): Promise<DocumentType> {
  const main = mainContentType(bytes);
  if (main !== null && wordMain.test(main)) return "docx";
  if (main !== null)
    throw failures.unsupported(typeName(officeExtension(main)));
  if (extension === "docx") return "docx";
  const sniffed = await sniff(bytes);
  if (sniffed !== null && sniffed !== "zip" && sniffed !== "docx")
    throw failures.unsupported(typeName(sniffed));
  throw failures.unsupported(
    typeName(isUnreadType(extension) ? extension : "zip"),
  );
}

function officeExtension(contentType: string): string {
  const isMacro = /macroenabled/i.test(contentType);
  if (/ms-word/i.test(contentType)) return isMacro ? "docm" : "doc";
  if (/sheet\.binary/i.test(contentType)) return "xlsb";
  if (/spreadsheet|excel/i.test(contentType)) return isMacro ? "xlsm" : "xlsx";
  if (/presentation|powerpoint/i.test(contentType))
    return isMacro ? "pptm" : "pptx";
  if (/visio/i.test(contentType)) return "vsdx";
  return "zip";
}

function compoundType(bytes: Uint8Array, extension: string): Error {
  if (isEncryptedOffice(bytes)) {
    if (/^(docx|dotx|)$/.test(extension))
      return failures.passwordNeeded("Word document");
    return failures.unsupported(typeName(extension));
  }
  return failures.unsupported(
    typeName(isUnreadType(extension) ? extension : "doc"),
  );
}

/** The extension that file-type gives to binary content; null for text and the unknown. */
async function sniff(bytes: Uint8Array): Promise<string | null> {
  try {
    const found = await fileTypeFromBuffer(bytes);
    if (found === undefined) return null;
    const isText = /^text\/|xml$|json$/.test(found.mime);
    // Four letters in the right place, such as "free", make a video of a plain sentence
    const isChance =
      /^(video|audio|image|font)\//.test(found.mime) && isCleanUtf8(bytes);
    return isText || isChance || found.ext === "pdf" ? null : found.ext;
  } catch {
    // Its parsers throw on cut or hostile headers: then the other signs decide
    return null;
  }
}

/** UTF-8 without the control characters that every sound, picture and font has in its first bytes. */
function isCleanUtf8(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString("utf8");
  // The last character may be cut
  return !/[\p{Cc}\uFFFD]/u.test(head.slice(0, -3).replace(/[\t\n\f\r]/g, ""));
}
