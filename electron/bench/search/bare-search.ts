import { basename, dirname } from "node:path";
import {
  AutoModel,
  AutoTokenizer,
  env,
  Tensor,
} from "@huggingface/transformers";
import { connect } from "@lancedb/lancedb";
import { AppError } from "#contract/errors.ts";
import type { SearchMode } from "#contract/search.ts";

export interface BareSearch {
  /** Reads the index as it is now: the one that it was opened with is cleaned up by whoever writes. */
  refresh(): Promise<void>;
  search(query: string, mode: SearchMode, k: number): Promise<void>;
  close(): void;
}

/** The same index and model with nothing around them: transformers.js on one thread, and LanceDB's own two queries. */
export async function bareSearch(options: {
  indexFolder: string;
  modelPath: string;
}): Promise<BareSearch> {
  const { indexFolder, modelPath } = options;
  env.allowRemoteModels = false;
  env.localModelPath = dirname(modelPath);
  const id = basename(modelPath);
  const tokenizer = await AutoTokenizer.from_pretrained(id, {
    local_files_only: true,
  });
  const model = await AutoModel.from_pretrained(id, {
    local_files_only: true,
    dtype: "q8",
    device: "cpu",
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  const database = await connect(indexFolder);
  const [name] = await database.tableNames();
  if (name === undefined)
    throw new AppError("not-found", "There is no index to search.");
  const table = await database.openTable(name);

  const embed = async (query: string): Promise<number[]> => {
    const inputs = tokenizer(query, { truncation: true });
    const outputs: Record<string, unknown> = await model(inputs);
    const hidden = outputs["last_hidden_state"];
    if (!(hidden instanceof Tensor))
      throw new AppError("model-damaged", "The model gave no vectors.");
    const { data } = hidden.mean(1).normalize(2, -1);
    return Array.from(data, Number);
  };
  const byWords = (query: string, k: number) =>
    table
      .query()
      .fullTextSearch(query, { columns: ["text"] })
      .select(["id", "text", "_score"])
      .limit(k)
      .toArray();
  const byMeaning = async (query: string, k: number) =>
    table
      .query()
      .nearestTo(await embed(query))
      .distanceType("cosine")
      .select(["id", "text", "_distance"])
      .limit(k)
      .toArray();

  return {
    refresh: () => table.checkoutLatest(),
    search: async (query, mode, k) => {
      await Promise.all([
        mode === "semantic" ? null : byWords(query, k),
        mode === "keyword" ? null : byMeaning(query, k),
      ]);
    },
    close: () => {
      table.close();
      database.close();
    },
  };
}
