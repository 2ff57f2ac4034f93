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
/** What starts so is no chance: formats that are text to the eye and have no reader. */
const unreadText: Readonly<Record<string, RegExp>> = {
  rtf: /^\{\\rtf/,
  ps: /^%!(PS|\s*\n)/,
  eps: /^%!PS/,
  stl: /^solid .*\s+(facet normal|endsolid)\s/,
  pgp: /^-----BEGIN PGP/,
  reg: /^REGEDIT4/,
};

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
  return isZip(head) || isCompoundFile(head);
}

/** A sentence may begin with "PKI", but not with what stands behind the two letters here. */
function isZip(head: Uint8Array): boolean {
  return (
    startsWith(head, [0x50, 0x4b, 3, 4]) ||
    // Without entries, and in parts
    startsWith(head, [0x50, 0x4b, 5, 6]) ||
    startsWith(head, [0x50, 0x4b, 7, 8]) ||
    Buffer.from(head.subarray(0, 6)).toString("latin1") === "PK00PK"
  );
}

function startsWith(head: Uint8Array, signs: readonly number[]): boolean {
  return signs.every((sign, index) => head[index] === sign);
}

async function typeByContent(
  bytes: Uint8Array,
  extension: string,
): Promise<DocumentType | DetectedType> {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString("latin1");
  if (/^[\s\xef\xbb\xbf]*%PDF-/.test(head)) return "pdf";
  if (isZip(bytes)) return await zipType(bytes, extension);
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
    return isText || found.ext === "pdf" || isChance(bytes, found.ext)
      ? null
      : found.ext;
  } catch {
    // Its parsers throw on cut or hostile headers: then the other signs decide
    return null;
  }
}

/** Four letters in the right place make a table of "PARENTAL LEAVE" and a video of "a free surface". */
function isChance(bytes: Uint8Array, extension: string): boolean {
  const start = Buffer.from(bytes.subarray(0, headBytes)).toString("latin1");
  return isCleanText(bytes) && unreadText[extension]?.test(start) !== true;
}

/** Without the control characters that all else has in its first bytes: UTF-8, or plain letters and an old code page. */
function isCleanText(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, headBytes));
  const text = head.toString("utf8").replace(/[\t\n\f\r]/g, "");
  // The last character may be cut
  const whole = bytes.length > headBytes ? text.slice(0, -3) : text;
  if (!/[\p{Cc}\uFFFD]/u.test(whole)) return true;
  const signs = head.toString("latin1").replace(/[\t\n\f\r]/g, " ");
  return (
    /^[ -~]{16}/.test(signs) &&
    !/\p{Cc}/u.test(signs.replace(/[\u0080-\u009f]/g, ""))
  );
}
