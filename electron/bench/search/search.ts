import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#contract/errors.ts";
import type { SearchMode } from "#contract/search.ts";
import { createEngine } from "#engine/create-engine.ts";
import { parseQueries } from "#engine/evaluation.ts";
import { withTemporaryFolder } from "../../headless/temporary-folder.ts";
import { writeDocuments } from "../../headless/write-documents.ts";
import type { BenchContext } from "../context.ts";
import { embeddingModelPath } from "../embedding-model-path.ts";
import {
  type Figure,
  figureOf,
  type Measured,
  measureInTurns,
  noteRound,
  quantile,
} from "../figures.ts";
import { indexToEnd } from "../indexing/index-once.ts";
import { documentsOf } from "../set.ts";
import { bareSearch } from "./bare-search.ts";

const modes: SearchMode[] = ["keyword", "semantic", "hybrid"];
const passages = [10, 100];
const maxQueries = 100;

/**
 * Milliseconds of a query, called in process, in each mode for ten and a hundred passages, beside LanceDB called
 * directly on the same index with a bare embedding session.
 */
export function benchSearch({
  options,
  note,
  signal,
}: BenchContext): Promise<Figure[]> {
  return withTemporaryFolder(async (temporary) => {
    const { set, modelsFolder, rounds } = options;
    const documents = await documentsOf(set);
    const queries =
      set === null
        ? documents.slice(0, maxQueries).map(({ text }) => text.slice(0, 80))
        : parseQueries(
            (await readFile(join(set, "queries.jsonl"), "utf8")).split("\n"),
          )
            .map(({ text }) => text)
            .slice(0, maxQueries);
    const files = join(temporary, "files");
    await writeDocuments(documents, files);
    const dataFolder = join(temporary, "data");
    const engine = await createEngine({
      dataFolder,
      modelsFolder,
      hostKind: "command-line",
      host: {},
      version: "bench",
    });
    try {
      await indexToEnd(engine, files, { signal });
      const [workspace] = await engine.client.workspaces.list();
      if (workspace === undefined)
        throw new AppError("not-found", "No workspace.");
      const bare = await bareSearch({
        indexFolder: join(dataFolder, "index"),
        modelPath: await embeddingModelPath(modelsFolder),
      });
      note(`${documents.length} documents, ${queries.length} queries.`);
      const results = await measureInTurns(
        rounds,
        {
          hearth: () =>
            timed(queries, async (query, mode, k) => {
              await engine.client.search.run({
                workspaceId: workspace.id,
                query,
                mode,
                k,
              });
            }),
          bare: async () => {
            await bare.refresh();
            return timed(queries, bare.search);
          },
        },
        noteRound(note),
        { signal },
      );
      bare.close();
      return figuresOf(results);
    } finally {
      await engine.close();
    }
  });
}

async function timed(
  queries: readonly string[],
  search: (query: string, mode: SearchMode, k: number) => Promise<void>,
): Promise<Measured> {
  const measured: Record<string, number> = {};
  for (const mode of modes)
    for (const k of passages) {
      const tookMs: number[] = [];
      for (const query of queries) {
        const startMs = performance.now();
        await search(query, mode, k);
        tookMs.push(performance.now() - startMs);
      }
      measured[nameOf(mode, k, "p50")] = quantile(tookMs, 0.5);
      measured[nameOf(mode, k, "p95")] = quantile(tookMs, 0.95);
    }
  return measured;
}

function figuresOf(results: {
  hearth: Measured[];
  bare: Measured[];
}): Figure[] {
  return modes.flatMap((mode) =>
    passages.flatMap((k) =>
      ["p50", "p95"].map((rank) => {
        const name = nameOf(mode, k, rank);
        const baseline = "LanceDB and model alone";
        return figureOf(results, { name, key: name, baseline });
      }),
    ),
  );
}

function nameOf(mode: SearchMode, k: number, rank: string): string {
  return `${mode}, k ${k}, ${rank}, ms`;
}
