/**
 * Indexes 300 shared documents once undisturbed, and once while each process (the engine, the extract and the embed
 * worker) is killed with SIGKILL twenty times; then compares documents, passages and index rows.
 * Run: node test/eval/kills.ts
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fiveTypeFiles } from "../support/five-types.ts";
import { runHearth, spawnHearth } from "../support/hearth-process.ts";
import { libraryState } from "../support/library-state.ts";
import { processTree } from "../support/process-tree.ts";
import { sharedPath } from "../support/shared.ts";

const killsEach = 20;
const roles = ["cli/hearth", "workers/extract", "workers/embed"];
const files = fiveTypeFiles("docling", "pdfjs", "tika", "unstructured").slice(
  0,
  300,
);
const environment = { HEARTH_MODELS: sharedPath("models") };
const calm = mkdtempSync(join(tmpdir(), "hearth-calm-"));
const killed = mkdtempSync(join(tmpdir(), "hearth-killed-"));
const index = (data: string) => ["index", ...files, "--json", "--data", data];

const isLeft = (counts: Map<string, number>) => (role: string) =>
  (counts.get(role) ?? 0) < killsEach;

/** Runs to the end or to its death; kills one random process each time after a random wait. */
async function disturbedRun(counts: Map<string, number>): Promise<boolean> {
  const child = spawnHearth(index(killed), environment);
  child.stdout?.resume();
  child.stderr?.resume();
  const ended = new Promise<number | null>((done) => child.on("exit", done));
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && roles.some(isLeft(counts))) {
    const waitMs = 100 + Math.random() * 900;
    await Promise.race([
      ended,
      new Promise((done) => setTimeout(done, waitMs)),
    ]);
    if (isOver) break;
    const running = processTree(child.pid ?? 0).filter(
      ({ role }) => roles.includes(role) && (counts.get(role) ?? 0) < killsEach,
    );
    const victim = running[Math.floor(Math.random() * running.length)];
    if (victim === undefined) continue;
    process.kill(victim.pid, "SIGKILL");
    counts.set(victim.role, (counts.get(victim.role) ?? 0) + 1);
  }
  return (await ended) === 0;
}

try {
  const undisturbed = await runHearth(index(calm), environment);
  console.log(`undisturbed: exit ${undisturbed.exitCode}`);
  const counts = new Map<string, number>();
  const before = await libraryState(calm);
  for (let round = 1; roles.some(isLeft(counts)); round += 1) {
    let isIndexed = false;
    while (!isIndexed) isIndexed = await disturbedRun(counts);
    const after = await libraryState(killed);
    const different = [...before.documents].filter(
      ([path, state]) => after.documents.get(path) !== state,
    );
    console.log(
      `round ${round}: ${roles.map((role) => `${role} killed ${counts.get(role) ?? 0}`).join(", ")}; documents ${before.documents.size} and ${after.documents.size}, passages ${before.chunks} and ${after.chunks}, index rows ${before.rows} and ${after.rows}, different ${different.length}`,
    );
    for (const [path, state] of different)
      console.log(`  ${path}: ${state} | ${after.documents.get(path)}`);
    if (different.length > 0 || before.rows !== after.rows)
      process.exitCode = 1;
    // Everything is indexed: the kills that are left need files to be in work
    rmSync(killed, { recursive: true, force: true });
  }
} finally {
  for (const folder of [calm, killed])
    rmSync(folder, { recursive: true, force: true });
}
