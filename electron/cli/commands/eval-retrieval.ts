import { createReadStream } from "node:fs";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { AppError } from "#contract/errors.ts";
import type { WorkspaceId } from "#contract/ids.ts";
import type { SearchMode } from "#contract/search.ts";
import {
  evaluateRetrieval,
  parseCorpus,
  parseJudgements,
  parseQueries,
} from "#engine/evaluation.ts";
import { addAndWait } from "../../headless/add-and-wait.ts";
import { withTemporaryFolder } from "../../headless/temporary-folder.ts";
import { writeDocuments } from "../../headless/write-documents.ts";
import { type CommonOptions, foldersFor } from "../common-options.ts";
import { documentsOf } from "../list-documents.ts";
import {
  type CommandContext,
  withEngine,
  workspaceOf,
} from "../with-engine.ts";

type EvalOptions = CommonOptions & { mode: SearchMode | "all" };

/**
 * `hearth eval retrieval DIR`: a set in BEIR layout becomes ordinary files in an ordinary library of its own,
 * and its queries ordinary searches.
 */
export async function evalRetrievalCommand(
  directory: string,
  options: EvalOptions,
): Promise<number> {
  const folder = resolve(directory);
  const corpus = parseCorpus(await linesOf(join(folder, "corpus.jsonl")));
  const queries = parseQueries(await linesOf(join(folder, "queries.jsonl")));
  const judgements = parseJudgements(await linesOf(join(folder, "qrels.tsv")));
  const modes: SearchMode[] =
    options.mode === "all" ? ["keyword", "semantic", "hybrid"] : [options.mode];

  return withTemporaryFolder(async (temporary) => {
    const dataFolder = join(temporary, "data");
    const files = join(temporary, basename(folder));
    const idByPath = await writeDocuments(corpus, files);
    return withEngine(
      options,
      async (context) => {
        const { engine, output, signal } = context;
        const workspaceId = await workspaceOf(engine, undefined);
        const indexSeconds = await indexAll(context, workspaceId, files);
        for (const mode of modes) {
          const figures = await evaluateRetrieval(
            {
              queries,
              judgements,
              clock: { monotonicMs: () => performance.now() },
              documentOf: ({ path }) => idByPath.get(path) ?? null,
              search: (query, k) =>
                searchOnly(context, { workspaceId, query, mode, k }),
              onProgress: (done, total) =>
                output.progress(`${mode}: ${done} of ${total} queries`),
            },
            { signal },
          );
          const set = basename(folder);
          output.json({ set, mode, ...figures, indexSeconds });
          output.line(
            `${set} ${mode.padEnd(8)} nDCG@10 ${figures.ndcg10.toFixed(4)}  MAP ${figures.map.toFixed(4)}  ` +
              `recall@10 ${figures.recall10.toFixed(4)}  @100 ${figures.recall100.toFixed(4)}  ` +
              `query p50 ${figures.queryMs.p50.toFixed(1)} ms  p95 ${figures.queryMs.p95.toFixed(1)} ms`,
          );
        }
        return 0;
      },
      { folders: { ...foldersFor(options), dataFolder } },
    );
  });
}

async function linesOf(file: string): Promise<string[]> {
  const lines: string[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(file) }))
      lines.push(line);
  } catch (error) {
    throw new AppError("file-missing", `${file} can't be read.`, {
      advice: "A set holds corpus.jsonl, queries.jsonl and qrels.tsv.",
      params: { path: file },
      cause: error,
    });
  }
  return lines;
}

async function indexAll(
  context: CommandContext,
  workspaceId: WorkspaceId,
  folder: string,
): Promise<number> {
  const startedMs = performance.now();
  await addAndWait(context, workspaceId, [folder]);
  const seconds = (performance.now() - startedMs) / 1000;
  let indexed = 0;
  for await (const document of documentsOf(
    context.engine.client,
    workspaceId,
  )) {
    if (document.status === "indexed") indexed += 1;
    else
      context.output.note(
        `${document.name}: ${document.reason?.code ?? document.status}`,
      );
  }
  context.output.note(
    `${indexed} documents indexed in ${seconds.toFixed(1)} s.`,
  );
  return Math.round(seconds * 10) / 10;
}

async function searchOnly(
  { engine, signal }: CommandContext,
  input: {
    workspaceId: WorkspaceId;
    query: string;
    mode: SearchMode;
    k: number;
  },
) {
  const result = await engine.client.search.run(input, { signal });
  if (result.mode === input.mode) return result.hits;
  throw new AppError(
    "model-missing",
    "No embedding model is in use, so only --mode keyword can be measured.",
  );
}
