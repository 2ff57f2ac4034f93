import iconv from "iconv-lite";
import { likelyCodePage, usableEncoding } from "./code-pages.ts";

const byteOrderMarks: [encoding: string, mark: readonly number[]][] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-32le", [0xff, 0xfe, 0, 0]],
  ["utf-32be", [0, 0, 0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];
const sampleBytes = 262_144;

export interface Decoded {
  text: string;
  /** As iconv-lite calls it, in lower case. */
  encoding: string;
}

/**
 * Bytes as text: by byte order mark, then by `declared` (what the document says of itself), then UTF-8
 * where it is valid, then UTF-16 and UTF-32 by their zeros, then the likeliest old code page.
 * Null when the bytes are no text at all.
 */
export function decodeText(
  bytes: Uint8Array,
  declared: string | null = null,
): Decoded | null {
  const marked = byteOrderMarks.find(([, mark]) =>
    mark.every((byte, index) => bytes[index] === byte),
  );
  const encoding =
    marked?.[0] ?? unmarkedEncoding(bytes, usableEncoding(declared));
  if (encoding === null) return null;
  const text = decode(bytes.subarray(marked?.[1].length ?? 0), encoding);
  return looksLikeText(text) ? { text, encoding } : null;
}

function unmarkedEncoding(
  bytes: Uint8Array,
  declared: string | null,
): string | null {
  const sample = bytes.subarray(0, sampleBytes);
  if (sample.includes(0)) return wideEncoding(sample);
  if (declared !== null && !/^utf-?(8|16|32)/.test(declared)) return declared;
  if (isUtf8(bytes)) return "utf-8";
  return likelyCodePage(sample);
}

function decode(bytes: Uint8Array, encoding: string): string {
  return encoding === "utf-8"
    ? new TextDecoder("utf-8").decode(bytes)
    : iconv.decode(
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        encoding,
        { stripBOM: true },
      );
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Text in one-byte encodings has no zeros, so these decide between the wide ones; null: not text. */
function wideEncoding(sample: Uint8Array): string | null {
  const even = sample.subarray(0, sample.length - (sample.length % 4));
  const scored = ["utf-16le", "utf-16be", "utf-32le", "utf-32be"]
    .map((encoding) => ({
      encoding,
      share: shareOfText(decode(even, encoding)),
    }))
    .sort((a, b) => b.share - a.share);
  const best = scored[0];
  return best !== undefined && best.share > 0.97 ? best.encoding : null;
}

/** Share of characters of the kinds that prose is made of; many scripts in one text speak against it. */
function shareOfText(text: string): number {
  let plain = 0;
  let spaces = 0;
  let total = 0;
  const rows = new Set<number>();
  for (const character of text) {
    total += 1;
    if (character === " " || character === "\n") spaces += 1;
    const point = character.codePointAt(0) ?? 0;
    if (
      /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\n\r\t]/u.test(character) &&
      point !== 0xfffd
    )
      plain += 1;
    if (point < 0x3000 || point > 0x9fff) rows.add(point >> 8);
  }
  if (total === 0) return 0;
  // Words are set apart: this tells the two byte orders apart where both give letters
  return rows.size > 24 ? 0 : plain / total + Math.min(spaces / total, 0.1);
}

/** Prose has next to no control characters and no long run of what could not be decoded. */
export function looksLikeText(text: string): boolean {
  const sample = text.slice(0, sampleBytes);
  let odd = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at);
    const isControl =
      code < 32 &&
      code !== 9 &&
      code !== 10 &&
      code !== 12 &&
      code !== 13 &&
      code !== 27;
    if (isControl || code === 0xfffd || code === 0x7f) odd += 1;
  }
  return odd <= Math.max(2, sample.length * 0.02);
}
