/** A host that is given a file of its inbox and pauses before it has looked at it, made to be killed: arguments are the data folder and the file. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createEngine } from "#engine/create-engine.ts";
import { silentLog } from "./library-fixture.ts";

const [dataFolder = "", file = ""] = process.argv.slice(2);
const engine = await createEngine({
  dataFolder,
  modelsFolder: join(dataFolder, "models"),
  hostKind: "command-line",
  host: {},
  version: "test",
  log: silentLog,
});
setInterval(() => undefined, 60_000);
const [workspace] = await engine.client.workspaces.list();
if (workspace === undefined) throw new Error("no workspace");
// Handed over while it runs: what nobody has added is swept at a start
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, "A letter about the boiler, handed over by a browser.");
const adding = engine.client.library.add({
  workspaceId: workspace.id,
  paths: [file],
});
const { jobId } = await adding;
const { total } = await engine.client.jobs.pause({ jobId });
process.send?.(total === null ? "paused before the walk" : "walked");
