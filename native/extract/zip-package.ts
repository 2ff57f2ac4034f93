import { unzipSync } from "fflate";
import { AppError } from "#contract/errors.ts";
import { failures } from "./failures.ts";

const megabyte = 1024 * 1024;
/** What one part, and all parts read of one package, may unpack to. */
const largestPartBytes = 96 * megabyte;
const largestTotalBytes = 160 * megabyte;
// Honest XML packs to a tenth; a bomb to a thousandth
const highestRatio = 400;

/** Unpacks the parts that `isWanted` names and nothing else. @throws AppError too-expanded, file-damaged */
export function unpackParts(
  bytes: Uint8Array,
  isWanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  let total = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (!isWanted(name)) return false;
        total += originalSize;
        const isBomb =
          originalSize > megabyte * 4 && originalSize > size * highestRatio;
        if (
          isBomb ||
          originalSize > largestPartBytes ||
          total > largestTotalBytes
        )
          throw failures.tooExpanded();
        return true;
      },
    });
    return new Map(Object.entries(parts));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw failures.damaged("Word document", error);
  }
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
