import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { DocumentSummary } from "#contract/library.ts";
import { createEngine, type Engine } from "#engine/create-engine.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import { silentLog } from "./chat-harness.ts";

/** How long each part of the app took, in milliseconds. */
export interface Stages {
  indexMs: number;
  searchMs: number;
  askMs: number;
  openMs: number;
}

/** The engine as every host runs it, with the built workers. It has no models: it searches by words. */
export class WholeEngine {
  readonly #engine: Engine;
  readonly #own: string | null;

  private constructor(engine: Engine, own: string | null) {
    this.#engine = engine;
    this.#own = own;
  }

  /** Over a data folder of its own, which goes with it, or the one that is given. */
  static async start(dataFolder: string | null = null): Promise<WholeEngine> {
    const own =
      dataFolder === null ? mkdtempSync(join(tmpdir(), "hearth-whole-")) : null;
    const data = dataFolder ?? own ?? "";
    const engine = await createEngine({
      dataFolder: data,
      modelsFolder: join(data, "models"),
      builtInModelsFolder: null,
      hostKind: "command-line",
      host: {},
      version: "0.0.0",
      log: silentLog,
      spawner: childProcessSpawner({
        workersFolder: resolve(import.meta.dirname, "../../out/workers"),
      }),
    });
    return new WholeEngine(engine, own);
  }

  async close(): Promise<void> {
    await this.#engine.close();
    if (this.#own !== null) rmSync(this.#own, { recursive: true, force: true });
  }

  /** Indexes a file or folder, finds `words`, asks for them, and reads each document of it as a viewer would. */
  async take(
    path: string,
    words: string,
  ): Promise<Stages & { documents: DocumentSummary[]; hits: number }> {
    const index = stopwatch();
    await this.index(path);
    const indexMs = index();
    const documents = await this.documents(path);
    const search = stopwatch();
    const hits = await this.search(words);
    const searchMs = search();
    const ask = stopwatch();
    await this.ask(words);
    const askMs = ask();
    const open = stopwatch();
    for (const document of documents) await this.open(document);
    return { documents, hits, indexMs, searchMs, askMs, openMs: open() };
  }

  /** Those whose path holds `filter`. */
  async documents(filter = ""): Promise<DocumentSummary[]> {
    const { documents } = await this.#engine.client.library.list({
      workspaceId: await this.#workspaceId(),
      filter,
      limit: 500,
    });
    return documents;
  }

  async index(path: string): Promise<void> {
    const { client } = this.#engine;
    const workspaceId = await this.#workspaceId();
    let jobId: string | null = null;
    for await (const event of await client.events.watch()) {
      jobId ??= (await client.library.add({ workspaceId, paths: [path] }))
        .jobId;
      if (event.type !== "jobs") continue;
      const job = event.jobs.find(({ id }) => id === jobId);
      if (job !== undefined && job.finishedAt !== null) return;
    }
  }

  async search(query: string): Promise<number> {
    const workspaceId = await this.#workspaceId();
    const { hits } = await this.#engine.client.search.run({
      workspaceId,
      query,
    });
    return hits.length;
  }

  /** Answered with passages. */
  async ask(question: string): Promise<void> {
    const { client } = this.#engine;
    const workspaceId = await this.#workspaceId();
    const { turnId } = await client.turns.ask({
      workspaceId,
      question,
      model: "none",
    });
    for await (const _part of await client.turns.watch({ turnId }));
  }

  /** All text of a document, section by section; nothing of one that could not be read. */
  async open({ id, status }: DocumentSummary): Promise<string> {
    if (status !== "indexed") return "";
    const { client } = this.#engine;
    const outline = await client.library.outline({ documentId: id });
    const parts: string[] = [];
    for (const { start, end } of outline.sections)
      parts.push(
        (await client.library.slice({ documentId: id, start, end })).text,
      );
    return parts.join("");
  }

  async #workspaceId(): Promise<DocumentSummary["workspaceId"]> {
    const [workspace] = await this.#engine.client.workspaces.list();
    if (workspace === undefined) throw new Error("There is no workspace.");
    return workspace.id;
  }
}

function stopwatch(): () => number {
  const startedAt = performance.now();
  return () => performance.now() - startedAt;
}
