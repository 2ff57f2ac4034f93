import { cleanText } from "./clean-text.ts";
import { cutAt } from "./cut-text.ts";
import { delimitedTables } from "./delimited.ts";
import { DocumentBuilder } from "./document-builder.ts";
import { decodeText } from "./encoding.ts";
import { failures } from "./failures.ts";
import { fencedCode } from "./markdown-text.ts";
import { breathe, onward, type Reading } from "./reader.ts";

// A viewer loads it block by block, also where it is one line of a million characters
const longestBlockChars = 3000;
const blocksBetweenBreaths = 500;
const mediaTypes: Record<string, string> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  xml: "application/xml",
};

/**
 * Source code and data: its lines as they are, in fences, so that nothing in them passes for Markdown. Cut where
 * something new begins (a line without indentation after an empty one), else between lines. CSV and TSV are tables.
 */
export async function* readCode(bytes: Uint8Array, extension: string): Reading {
  const decoded = decodeText(bytes);
  if (decoded === null) throw failures.damaged("text file", null);
  yield onward;
  const text = cleanText(decoded.text);
  const builder = new DocumentBuilder();
  const tables =
    extension === "csv" || extension === "tsv"
      ? delimitedTables(text, longestBlockChars)
      : null;
  for (const table of tables ?? []) builder.add("table", table);
  let blocks = 0;
  for (let start = tables === null ? 0 : text.length; start < text.length; ) {
    const end = blockEnd(text, start);
    const code = text.slice(start, end).replace(/^\n+/, "");
    if (/\S/.test(code)) builder.add("code", fencedCode(code, extension));
    start = end;
    blocks += 1;
    if (blocks % blocksBetweenBreaths > 0) continue;
    yield onward;
    await breathe();
  }
  if (builder.isEmpty) throw failures.noText(false);
  return builder.build({
    mediaType: mediaTypes[extension] ?? `text/x-${extension}`,
    title: null,
  });
}

function blockEnd(text: string, start: number): number {
  const end = cutAt(text, start, text.length, longestBlockChars);
  if (end === text.length) return end;
  // Only in this stretch: code without an empty line has none all the way back
  const stretch = text.slice(start, end + 2);
  for (
    let gap = stretch.lastIndexOf("\n\n");
    gap > longestBlockChars / 3;
    gap = stretch.lastIndexOf("\n\n", gap - 1)
  )
    if (/\S/.test(text.charAt(start + gap + 2))) return start + gap + 2;
  return end;
}
