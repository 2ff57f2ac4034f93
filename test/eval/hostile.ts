/**
 * Every hostile file of the shared material through the whole app: what became of each, and why.
 * Run: node scripts/build.mjs && node test/eval/hostile.ts
 */
import { basename } from "node:path";
import { sharedPath } from "../support/shared.ts";
import { takeHostile } from "../support/take-hostile.ts";

const run = await takeHostile(sharedPath("data", "hostile"));
for (const { path, status, reason } of run.files)
  console.log(`${status.padEnd(8)} ${basename(path)} ${reason ?? ""}`);
const count = (status: string) =>
  run.files.filter((file) => file.status === status).length;
console.log(
  `${run.files.length} files: ${count("indexed")} indexed, ${run.opened} opened, ${count("skipped")} skipped, ${count("failed")} failed, ${run.strays.length} files outside of the data folder, exit ${run.exitCode}`,
);
