import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const candidate =
  process.env["HEARTH_SHARED"] ??
  resolve(import.meta.dirname, "../../../shared");

/** The folder of shared material beside the checkout; null where there is none, then tests that use it skip. */
export const sharedFolder: string | null = existsSync(join(candidate, "data"))
  ? candidate
  : null;

/** A path in the shared folder, also where it is absent, so that it can be used in the definition of a skipped test. */
export function sharedPath(...parts: string[]): string {
  return join(sharedFolder ?? candidate, ...parts);
}
