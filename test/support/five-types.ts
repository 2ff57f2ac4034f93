import { readdirSync } from "node:fs";
import { join } from "node:path";
import { sharedPath } from "./shared.ts";

const fiveTypes = /\.(pdf|docx|html?|md|txt)$/i;

/** PDF, Word, HTML, Markdown and text files below the named sets of the shared documents, in a stable order. */
export function fiveTypeFiles(...sets: string[]): string[] {
  return sets.flatMap((set) => {
    const folder = sharedPath("data", "documents", set);
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => fiveTypes.test(name))
      .map((name) => join(folder, name))
      .sort();
  });
}
