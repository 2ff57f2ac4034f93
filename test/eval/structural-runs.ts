/**
 * Runs of every structural sign, as files of each type, through the whole engine: index, search, ask, open. Prints
 * the seconds of each stage at 1, 10, 100 and 1,000 KB, and how much longer the largest took for each byte than the
 * one before. Without an embedding model, whose time for each passage would hide all else.
 * Run: node scripts/build.mjs && node test/eval/structural-runs.ts [--kind KIND] [SIGN…]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runOf, structuralRuns } from "../support/structural-runs.ts";
import { docxParagraph, makeDocx } from "../support/tiny-docx.ts";
import { makePdf, type PdfText } from "../support/tiny-pdf.ts";
import { WholeEngine } from "../support/whole-engine.ts";

const sizesKb = [1, 10, 100, 1000];
const words = "walrus on the ice";
const frame = (run: string) => `The ${words}.\n\n${run}\n\nThe end.\n`;
const escaped = (run: string) =>
  run.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const kinds: Record<string, (run: string) => string | Uint8Array> = {
  txt: frame,
  md: frame,
  html: (run) =>
    `<html><body><p>The ${words}.</p>${run}<p>End.</p></body></html>`,
  docx: (run) =>
    makeDocx(docxParagraph(`The ${words}.`) + docxParagraph(escaped(run))),
  pdf: (run) => makePdf(pagesOf(`The ${words}.\n${run}`)),
};

/** In lines of a page's width; what the one font of these files can't show is left out. */
function pagesOf(text: string): PdfText[][] {
  const lines = text
    .split("\n")
    .flatMap((line) => line.match(/.{1,90}/gu) ?? [""])
    .map((line) =>
      line.replace(/[^ -~]/gu, "").replace(/[\\()]/g, String.raw`\$&`),
    );
  const perPage = 60;
  return Array.from({ length: Math.ceil(lines.length / perPage) }, (_, page) =>
    lines
      .slice(page * perPage, (page + 1) * perPage)
      .map((line, at) => ({ text: line, x: 40, y: 750 - at * 12, size: 10 })),
  );
}

const { values, positionals: named } = parseArgs({
  allowPositionals: true,
  options: { kind: { type: "string", multiple: true } },
});
const signs = named.length > 0 ? named : Object.keys(structuralRuns);
const folder = mkdtempSync(join(tmpdir(), "hearth-runs-"));
const engine = await WholeEngine.start();
let slowest = { ms: 0, what: "" };
try {
  console.log("kind · sign · KB: index, search, ask, open in s (status)");
  for (const kind of values.kind ?? Object.keys(kinds))
    for (const sign of signs) await row(kind, sign);
  console.log(`slowest: ${slowest.what} ${(slowest.ms / 1000).toFixed(1)} s`);
} finally {
  await engine.close();
  rmSync(folder, { recursive: true });
}

async function row(kind: string, sign: string): Promise<void> {
  const cells: string[] = [];
  const totals: number[] = [];
  for (const sizeKb of sizesKb) {
    const run = runOf(structuralRuns[sign] ?? sign, sizeKb * 1024);
    const path = join(folder, `${sign} ${sizeKb}.${kind}`);
    writeFileSync(path, kinds[kind]?.(run) ?? "");
    const took = await engine.take(path, words);
    const stages = [took.indexMs, took.searchMs, took.askMs, took.openMs];
    const total = stages.reduce((sum, ms) => sum + ms, 0);
    totals.push(total);
    if (total > slowest.ms)
      slowest = { ms: total, what: `${kind} ${sign} ${sizeKb} KB` };
    const seconds = stages.map((ms) => (ms / 1000).toFixed(2)).join(" ");
    const status = took.documents[0]?.reason?.code ?? took.documents[0]?.status;
    cells.push(`${sizeKb}: ${seconds} (${status})`);
  }
  const growth = (totals.at(-1) ?? 0) / (totals.at(-2) ?? 1);
  console.log(
    `${kind} · ${sign} · ${cells.join(" · ")} · ×${growth.toFixed(1)} for ×10`,
  );
}
