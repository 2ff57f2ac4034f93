import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { WorkspaceId } from "#contract/ids.ts";
import { createEngine, type Engine } from "#engine/create-engine.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import { runHearth } from "./hearth-process.ts";

const workersFolder = resolve(import.meta.dirname, "../../out/workers");

/** An engine in this process over a folder of files, indexed by the built command line; `dataFolder` may be used again. */
export async function engineOverFiles(options: {
  files: string;
  dataFolder: string;
  modelsFolder: string;
}): Promise<{ engine: Engine; workspaceId: WorkspaceId }> {
  const { files, dataFolder, modelsFolder } = options;
  mkdirSync(dataFolder, { recursive: true });
  const { exitCode, stderr } = await runHearth(
    ["index", files, "--json", "--data", dataFolder],
    { HEARTH_MODELS: modelsFolder },
  );
  // 1: some files failed, such as the empty ones of Cranfield
  if (exitCode !== 0 && exitCode !== 1) throw new Error(stderr);
  const engine = await createEngine({
    dataFolder,
    modelsFolder,
    hostKind: "command-line",
    host: {},
    version: "0.0.0",
    spawner: childProcessSpawner({ workersFolder }),
  });
  const [workspace] = await engine.client.workspaces.list();
  if (workspace === undefined)
    throw new Error(`No workspace in ${join(dataFolder)}`);
  return { engine, workspaceId: workspace.id };
}
