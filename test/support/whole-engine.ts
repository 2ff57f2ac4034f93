import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { DocumentSummary } from "#contract/library.ts";
import { createEngine, type Engine } from "#engine/create-engine.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import { silentLog } from "./chat-harness.ts";

/** How long each part of the app took over a file, in milliseconds. */
export interface Stages {
  indexMs: number;
  searchMs: number;
  askMs: number;
  openMs: number;
}

/** The engine as every host runs it, with the built workers, over a data folder of its own. Without models it searches by words. */
export class WholeEngine {
  readonly dataFolder: string;
  readonly #engine: Engine;

  private constructor(engine: Engine, dataFolder: string) {
    this.#engine = engine;
    this.dataFolder = dataFolder;
  }

  static async start(
    options: { withoutModels?: boolean } = {},
  ): Promise<WholeEngine> {
    const dataFolder = mkdtempSync(join(tmpdir(), "hearth-whole-"));
    const engine = await createEngine({
      dataFolder,
      modelsFolder: join(dataFolder, "models"),
      ...(options.withoutModels === true ? { builtInModelsFolder: null } : {}),
      hostKind: "command-line",
      host: {},
      version: "0.0.0",
      log: silentLog,
      spawner: childProcessSpawner({
        workersFolder: resolve(import.meta.dirname, "../../out/workers"),
      }),
    });
    return new WholeEngine(engine, dataFolder);
  }

  async close(): Promise<void> {
    await this.#engine.close();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  /** Indexes a file, finds `words` in it, asks for them, and reads all of it as a viewer would. */
  async take(
    path: string,
    words: string,
  ): Promise<Stages & { document: DocumentSummary | null }> {
    const { client } = this.#engine;
    const [workspace] = await client.workspaces.list();
    if (workspace === undefined) throw new Error("There is no workspace.");
    const workspaceId = workspace.id;
    const index = stopwatch();
    await this.#index(workspaceId, path);
    const indexMs = index();
    const { documents } = await client.library.list({
      workspaceId,
      filter: path,
    });
    const document = documents[0] ?? null;
    const search = stopwatch();
    await client.search.run({ workspaceId, query: words });
    const searchMs = search();
    const ask = stopwatch();
    const { turnId } = await client.turns.ask({
      workspaceId,
      question: words,
      model: "none",
    });
    for await (const _part of await client.turns.watch({ turnId }));
    const askMs = ask();
    const open = stopwatch();
    if (document?.status === "indexed") {
      const outline = await client.library.outline({
        documentId: document.id,
      });
      for (const { start, end } of outline.sections)
        await client.library.slice({ documentId: document.id, start, end });
    }
    return { document, indexMs, searchMs, askMs, openMs: open() };
  }

  async #index(
    workspaceId: DocumentSummary["workspaceId"],
    path: string,
  ): Promise<void> {
    const { client } = this.#engine;
    let jobId: string | null = null;
    for await (const event of await client.events.watch()) {
      jobId ??= (await client.library.add({ workspaceId, paths: [path] }))
        .jobId;
      if (event.type !== "jobs") continue;
      const job = event.jobs.find(({ id }) => id === jobId);
      if (job !== undefined && job.finishedAt !== null) return;
    }
  }
}

function stopwatch(): () => number {
  const startedAt = performance.now();
  return () => performance.now() - startedAt;
}
