import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Names of files that are not there, or not what the folder's SHA256SUMS says. */
export function damagedFiles(folder: string): string[] {
  return readFileSync(join(folder, "SHA256SUMS"), "utf8")
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [expected, name = ""] = line.split(/\s+/);
      return sha256(join(folder, name)) === expected ? [] : [name];
    });
}

function sha256(path: string): string | null {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    // Not there: damaged too
    return null;
  }
}
