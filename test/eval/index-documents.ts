/**
 * `hearth index` over the shared documents of the five types: files, pages, passages, failures by reason,
 * passages a second, and the peak memory of each process. Run: node test/eval/index-documents.ts
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fiveTypeFiles } from "../support/five-types.ts";
import { jsonLines, runHearth } from "../support/hearth-process.ts";
import { processTree } from "../support/process-tree.ts";
import { sharedPath } from "../support/shared.ts";

const files = fiveTypeFiles("docling", "pdfjs", "tika", "unstructured");
const data = mkdtempSync(join(tmpdir(), "hearth-index-"));
const peaks = new Map<string, number>();
let sampler: NodeJS.Timeout | undefined;

try {
  const result = await runHearth(
    ["index", ...files, "--json", "--data", data],
    { HEARTH_MODELS: sharedPath("models") },
    (child) => {
      sampler = setInterval(() => {
        for (const { role, peakBytes } of processTree(child.pid ?? 0))
          peaks.set(role, Math.max(peaks.get(role) ?? 0, peakBytes));
      }, 100);
    },
  );
  const lines = jsonLines(result.stdout);
  const summary = lines.find((line) => line["type"] === "summary");
  const each = lines.filter((line) => line["type"] === "file");
  const sum = (key: string) =>
    each.reduce((total, line) => total + Number(line[key] ?? 0), 0);
  const reasons = Map.groupBy(
    each.filter((line) => line["status"] === "failed"),
    (line) => String(line["reason"]).split(":")[0],
  );
  console.log(`exit ${result.exitCode}`, JSON.stringify(summary));
  console.log(
    `${files.length} files named, ${each.length} reported, ${sum("pages")} pages, ${sum("chunks")} passages, ${(sum("chunks") / Number(summary?.["seconds"])).toFixed(1)} passages/s`,
  );
  for (const [reason, failed] of reasons) {
    console.log(`failed, ${reason}: ${failed.length}`);
    for (const line of failed)
      console.log(`  ${line["path"]}: ${line["reason"]}`);
  }
  for (const [role, bytes] of peaks)
    console.log(`peak memory ${role}: ${(bytes / 2 ** 20).toFixed(0)} MiB`);
  if (result.exitCode !== 0) console.log(result.stderr.slice(-2000));
} finally {
  clearInterval(sampler);
  if (process.env["HEARTH_KEEP"] === undefined)
    rmSync(data, { recursive: true, force: true });
  else console.log(`data kept in ${data}`);
}
