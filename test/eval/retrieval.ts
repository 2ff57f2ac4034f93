/**
 * `hearth eval retrieval` over Cranfield, CISI and NPL in the three modes, beside the figures that the parts give
 * as they come. Run: node test/eval/retrieval.ts [SET…]. Exit 1 where a figure is more than .01 below its mark, or
 * hybrid is not above the better of the two others.
 */
import { jsonLines, runHearth } from "../support/hearth-process.ts";
import { sharedPath } from "../support/shared.ts";

const marks: Record<string, Record<string, number>> = {
  cranfield: { keyword: 0.391, semantic: 0.402, hybrid: 0.431 },
  cisi: { keyword: 0.41, semantic: 0.424, hybrid: 0.447 },
  npl: { keyword: 0.439, semantic: 0.435, hybrid: 0.485 },
};
const tolerance = 0.01;
const named = process.argv.slice(2);
let isBelow = false;

for (const set of named.length > 0 ? named : Object.keys(marks)) {
  const { stdout, stderr, exitCode } = await runHearth(
    ["eval", "retrieval", sharedPath("data", "retrieval", set), "--json"],
    { HEARTH_MODELS: sharedPath("models") },
  );
  if (exitCode !== 0)
    throw new Error(`hearth ended with ${exitCode}: ${stderr}`);
  const found = new Map<string, number>();
  for (const line of jsonLines(stdout)) {
    const mode = String(line["mode"]);
    const ndcg = Number(line["ndcg10"]);
    const mark = marks[set]?.[mode] ?? 0;
    found.set(mode, ndcg);
    if (ndcg < mark - tolerance) isBelow = true;
    console.log(`${JSON.stringify(line)} mark ${mark}`);
  }
  const others = Math.max(
    found.get("keyword") ?? 0,
    found.get("semantic") ?? 0,
  );
  if ((found.get("hybrid") ?? 0) <= others) isBelow = true;
}
process.exitCode = isBelow ? 1 : 0;
