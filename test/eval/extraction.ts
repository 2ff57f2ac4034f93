import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readDocument } from "#native/extract/read-document.ts";
import { sharedFolder } from "../support/shared.ts";
import { plainWords, similarity } from "../support/similarity.ts";

/**
 * Similarity of extracted text to the Markdown expected of it, by type: `node test/eval/extraction.ts [NAME]`.
 * With a name, only files whose path holds it, and both texts are printed.
 */
const sets = ["docling", "markitdown", "pdfplumber", "unstructured", "tika"];
const types = ["docx", "html", "pdf", "md", "txt"];
const wanted = process.argv[2];

interface Case {
  path: string;
  type: string;
  expected: string;
}

const out = (line: string) => process.stdout.write(`${line}\n`);

function casesOf(folder: string): Case[] {
  return sets.flatMap((set) => {
    const at = join(folder, "data", "documents", set);
    const [, ...rows] = readFileSync(join(at, "MANIFEST.tsv"), "utf8").split(
      "\n",
    );
    return rows.flatMap((row) => {
      const columns = row.split("\t");
      const path = columns[0] ?? "";
      const expected = (columns[7] ?? "")
        .split(";")
        .find((name) => /\.(md|txt)$/.test(name));
      const type = path.split(".").at(-1) ?? "";
      return expected === undefined || !types.includes(type)
        ? []
        : [{ path: join(at, path), type, expected: join(at, expected) }];
    });
  });
}

async function extractedText(path: string): Promise<string> {
  const reading = readDocument(path);
  try {
    for (;;) {
      const step = await reading.next();
      if (step.done === true) return step.value.text;
    }
  } catch (error) {
    out(`${path}: ${error instanceof Error ? error.message : String(error)}`);
    return "";
  }
}

function percentile(sorted: readonly number[], share: number): number {
  return (
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  );
}

if (sharedFolder === null) {
  out("The shared documents are not here: nothing to measure.");
} else {
  const scores = new Map<string, number[]>();
  for (const { path, type, expected } of casesOf(sharedFolder)) {
    if (wanted !== undefined && !path.includes(wanted)) continue;
    const [ours, theirs] = [
      await extractedText(path),
      readFileSync(expected, "utf8"),
    ];
    const score = similarity(plainWords(ours), plainWords(theirs));
    for (const name of [type, "all"])
      scores.set(name, [...(scores.get(name) ?? []), score]);
    out(`${score.toFixed(3)} ${path.slice(sharedFolder.length + 1)}`);
    if (wanted !== undefined)
      out(`--- ours\n${plainWords(ours)}\n--- expected\n${plainWords(theirs)}`);
  }
  for (const [type, list] of scores) {
    const sorted = list.toSorted((a, b) => a - b);
    out(
      `${type}: ${sorted.length} files, median ${percentile(sorted, 0.5).toFixed(3)}, 10th percentile ${percentile(sorted, 0.1).toFixed(3)}`,
    );
  }
}
