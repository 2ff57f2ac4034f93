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
  while (!isOver && roles.some((role) => (counts.get(role) ?? 0) < killsEach)) {
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
  let runs = 0;
  while (
    roles.some((role) => (counts.get(role) ?? 0) < killsEach) &&
    runs < 200
  ) {
    runs += 1;
    if (await disturbedRun(counts)) {
      // All is indexed before the kills were spent: begin again on a new folder would hide what piled up
      await runHearth(
        ["index", ...files, "--json", "--data", killed],
        environment,
      );
    }
  }
  const last = await runHearth(index(killed), environment);
  console.log(`after the kills: exit ${last.exitCode}, ${runs} runs`);
  for (const role of roles)
    console.log(`killed ${role}: ${counts.get(role) ?? 0}`);

  const [before, after] = [
    await libraryState(calm),
    await libraryState(killed),
  ];
  const paths = new Set([
    ...before.documents.keys(),
    ...after.documents.keys(),
  ]);
  const different = [...paths].filter(
    (path) => before.documents.get(path) !== after.documents.get(path),
  );
  console.log(
    `documents ${before.documents.size} and ${after.documents.size}, passages ${before.chunks} and ${after.chunks}, index rows ${before.rows} and ${after.rows}, different ${different.length}`,
  );
  for (const path of different)
    console.log(
      `  ${path}: ${before.documents.get(path)} | ${after.documents.get(path)}`,
    );
  process.exitCode =
    different.length === 0 && before.rows === after.rows ? 0 : 1;
} finally {
  for (const folder of [calm, killed])
    rmSync(folder, { recursive: true, force: true });
}
