/**
 * Whether a change of the search left every ranking as it was: writes the passages of every query of Cranfield, CISI
 * and NPL in order with their scores, or compares them with what was written before, and times the searches.
 * Run after a build: node test/eval/same-ranking.ts --data DIR [--write FILE | --compare FILE]. The folder is kept and used again,
 * also by floor.ts. Exit 1 at the first difference.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { SearchHit, SearchMode } from "#contract/search.ts";
import { percentile } from "#core/evaluation/metrics.ts";
import { engineOverFiles } from "../support/engine-over-files.ts";
import { builtInModels } from "../support/fixtures.ts";
import { queriesOf, writeSet } from "../support/question-sets.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    write: { type: "string" },
    compare: { type: "string" },
    set: { type: "string", multiple: true },
  },
});
if (values.data === undefined) throw new Error("--data DIR is needed");
const before = values.compare === undefined ? null : parsed(values.compare);
const rankings: Record<string, string[]> = {};
const modes: SearchMode[] = ["keyword", "semantic", "hybrid"];

for (const set of values.set ?? ["cranfield", "cisi", "npl"]) {
  const files = join(values.data, `${set}-files`);
  mkdirSync(files, { recursive: true });
  writeSet(set, files);
  const { engine, workspaceId } = await engineOverFiles({
    files,
    dataFolder: join(values.data, set),
    modelsFolder: builtInModels,
  });
  try {
    for (const mode of modes)
      for (const k of [10, 100]) {
        const took: number[] = [];
        for (const [index, query] of queriesOf(set).entries()) {
          const startMs = performance.now();
          const { hits } = await engine.client.search.run({
            workspaceId,
            query,
            mode,
            k,
          });
          took.push(performance.now() - startMs);
          rankings[`${set} ${mode} ${k} ${index}`] = hits.map(lineOf);
        }
        console.log(
          `${set} ${mode} k ${k}: p50 ${percentile(0.5, took).toFixed(1)} ms, p95 ${percentile(0.95, took).toFixed(1)} ms`,
        );
      }
  } finally {
    await engine.close();
  }
}
if (values.write !== undefined)
  writeFileSync(values.write, JSON.stringify(rankings));
if (before !== null) {
  const changed = Object.entries(rankings).filter(
    ([key, lines]) => JSON.stringify(lines) !== JSON.stringify(before[key]),
  );
  console.log(
    `${changed.length} of ${Object.keys(rankings).length} rankings differ`,
  );
  for (const [key] of changed.slice(0, 10)) console.log(`  ${key}`);
  process.exitCode = changed.length > 0 ? 1 : 0;
}

function lineOf({ path, start, end, score, foundBy }: SearchHit): string {
  return `${path} ${start} ${end} ${foundBy} ${score}`;
}

function parsed(file: string): Record<string, string[]> {
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, string[]>; // written by this script
}
