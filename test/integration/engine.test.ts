import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ModelSummary } from "#contract/models.ts";
import type { WorkerProcess } from "#core/ports/workers.ts";
import { createEngine, type Engine } from "#engine/create-engine.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import { silentLog } from "../support/chat-harness.ts";
import { fixtureModels } from "../support/fixtures.ts";

let dataFolder: string;
let engine: Engine;
let workers: WorkerProcess[];

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), "hearth-engine-"));
  workers = [];
  const spawner = childProcessSpawner({
    workersFolder: resolve(import.meta.dirname, "../../out/workers"),
  });
  engine = await createEngine({
    dataFolder,
    modelsFolder: fixtureModels,
    hostKind: "command-line",
    host: {},
    version: "0.0.0",
    log: silentLog,
    spawner: {
      spawn: (kind) => {
        const worker = spawner.spawn(kind);
        if (kind === "llm") workers.push(worker);
        return worker;
      },
    },
  });
});
afterEach(async () => {
  await engine.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function answer(question: string): Promise<void> {
  const [workspace] = await engine.client.workspaces.list();
  if (workspace === undefined) throw new Error("There is no workspace.");
  const file = join(dataFolder, "ball.md");
  writeFileSync(file, "# Lily\n\nLily had a red ball.\n");
  const { jobId } = await engine.client.library.add({
    workspaceId: workspace.id,
    paths: [file],
  });
  for await (const event of await engine.client.events.watch()) {
    const jobs = event.type === "jobs" ? event.jobs : [];
    if (jobs.some(({ id, state }) => id === jobId && state === "done")) break;
  }
  const { turnId } = await engine.client.turns.ask({
    workspaceId: workspace.id,
    question,
  });
  for await (const _part of await engine.client.turns.watch({ turnId }));
}

function stateIn(models: readonly ModelSummary[]): string | undefined {
  return models.find(({ kind }) => kind === "language")?.state;
}

describe("models", () => {
  test("every client hears that a model is no longer loaded when its process is gone", async () => {
    await engine.client.app.updateSettings({ threads: 1 });
    await answer("What did Lily have?");
    const states: (string | undefined)[] = [];
    for await (const event of await engine.client.events.watch()) {
      if (event.type !== "models") continue;
      states.push(stateIn(event.models));
      if (states.length === 2) break;
      for (const worker of workers) worker.kill();
    }
    expect(states).toEqual(["loaded", "ready"]);
  });
});
