import { crc32, inflateRawSync } from "node:zlib";
import { AppError } from "#contract/errors.ts";
import { failures } from "./failures.ts";
import { type ZipEntry, zipEntries } from "./zip-entries.ts";

const megabyte = 1024 * 1024;
/** What one part, and all parts read of one package, may unpack to. */
const largestPartBytes = 96 * megabyte;
const largestTotalBytes = 160 * megabyte;
// Honest XML packs to a tenth; a bomb to a thousandth
const highestRatio = 400;

/**
 * Unpacks the parts that `isWanted` names and nothing else, each exactly as long as the directory says and with
 * its checksum: a part that says less than it holds would be cut without a word.
 * @throws AppError too-expanded, file-damaged
 */
export function unpackParts(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  let total = 0;
  try {
    const parts = new Map<string, Uint8Array>();
    for (const entry of zipEntries(bytes)) {
      if (!isWanted(entry.name)) continue;
      const { originalBytes } = entry;
      total += originalBytes;
      const isBomb =
        originalBytes > megabyte * 4 &&
        originalBytes > entry.data.length * highestRatio;
      if (
        isBomb ||
        originalBytes > largestPartBytes ||
        total > largestTotalBytes
      )
        throw failures.tooExpanded();
      parts.set(entry.name, unpacked(entry));
    }
    return parts;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw failures.damaged("Word document", error);
  }
}

function unpacked(entry: ZipEntry): Uint8Array {
  const { data, method, originalBytes } = entry;
  if (method !== 0 && method !== 8)
    throw new Error(`${entry.name} is packed in an unknown way (${method})`);
  const part =
    method === 0
      ? data
      : inflateRawSync(data, { maxOutputLength: Math.max(1, originalBytes) });
  if (part.length !== originalBytes || crc32(part) !== entry.crc32)
    throw new Error(`${entry.name} is not what the archive says of it`);
  return part;
}

/** The content type of an Office package's main part; null when this is no such package. */
export function mainContentType(bytes: Uint8Array): string | null {
  try {
    const part = unpackParts(
      bytes,
      (name) => name === "[Content_Types].xml",
    ).get("[Content_Types].xml");
    if (part === undefined) return null;
    const types =
      new TextDecoder()
        .decode(part)
        .match(/ContentType\s*=\s*["'][^"']+["']/g) ?? [];
    const mains = types.filter((type) =>
      /\.main\+xml|\.main["']|sheet\.binary/i.test(type),
    );
    // A package with macros may not pass for one without
    return mains.find((type) => /macroenabled/i.test(type)) ?? mains[0] ?? null;
  } catch {
    return null;
  }
}
