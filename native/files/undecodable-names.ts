import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** As `readdir` gives a byte that is no UTF-8. */
const replacement = "\uFFFD";

/**
 * Of the names in a folder, as text, those that no file or folder in it can be opened by. Each comes with a path
 * that tells it from the others, its odd bytes written as \xE9: as text, several may be the same.
 */
export async function undecodableNames(
  folder: string,
  names: readonly string[],
): Promise<{ name: string; path: string; error: Error }[]> {
  if (!names.some((name) => name.includes(replacement))) return [];
  const entries = await readdir(folder, {
    encoding: "buffer",
    withFileTypes: true,
  });
  return entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => entry.name)
    .filter((bytes) => !Buffer.from(bytes.toString("utf8")).equals(bytes))
    .map((bytes) => {
      const path = join(folder, escaped(bytes));
      const error = new Error(`The name of ${path} is no UTF-8`);
      return {
        name: bytes.toString("utf8"),
        path,
        error: Object.assign(error, { code: "EILSEQ" }),
      };
    });
}

/** Byte by byte: what is outside of ASCII is written as its number. */
function escaped(bytes: Buffer): string {
  return Array.from(bytes, (byte) =>
    byte < 0x80
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).toUpperCase()}`,
  ).join("");
}
