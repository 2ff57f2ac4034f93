import {
  AutoModel,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from "@huggingface/transformers";
import { AppError } from "#contract/errors.ts";
import type { EmbeddingModelFiles } from "./contract.ts";
import { damaged } from "./model-files.ts";
import { poolTokens } from "./pooling.ts";

/** Models name their token vectors in one of these two ways. */
interface ModelOutputs {
  last_hidden_state?: unknown;
  token_embeddings?: unknown;
}

/** A tokenizer and an ONNX session in memory. Nothing is fetched: local files only. */
export class LoadedModel {
  readonly files: EmbeddingModelFiles;
  readonly threads: number;
  readonly #tokenizer: PreTrainedTokenizer;
  readonly #model: PreTrainedModel;

  private constructor(
    files: EmbeddingModelFiles,
    threads: number,
    tokenizer: PreTrainedTokenizer,
    model: PreTrainedModel,
  ) {
    this.files = files;
    this.threads = threads;
    this.#tokenizer = tokenizer;
    this.#model = model;
  }

  /** @throws AppError model-damaged */
  static async load(
    files: EmbeddingModelFiles,
    threads: number,
  ): Promise<LoadedModel> {
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.localModelPath = files.modelsFolder;
    // Only what is fetched would be cached, and nothing is
    env.cacheDir = files.modelsFolder;
    env.useFSCache = false;
    try {
      const tokenizer = await AutoTokenizer.from_pretrained(files.id, {
        local_files_only: true,
      });
      const model = await AutoModel.from_pretrained(files.id, {
        local_files_only: true,
        dtype: "q8",
        device: "cpu",
        session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
      });
      return new LoadedModel(files, threads, tokenizer, model);
    } catch (error) {
      throw damaged(files.id, "its files can't be loaded", error);
    }
  }

  countTokens(text: string): number {
    return this.#tokenizer.encode(text, { add_special_tokens: false }).length;
  }

  /** Token ids with special tokens, cut to what the model takes. */
  tokenize(text: string): number[] {
    const { input_ids } = this.#tokenizer(text, {
      truncation: true,
      max_length: this.files.maxTokens,
      return_tensor: false,
    }) as { input_ids: number[] }; // typed as BatchEncoding of tensors whatever return_tensor says
    return input_ids;
  }

  /** The pooled vectors of one batch, in its order. */
  async run(batch: readonly (readonly number[])[]): Promise<Float32Array[]> {
    const length = Math.max(...batch.map((ids) => ids.length));
    const inputs = tensorsOf(batch, length, this.#tokenizer.pad_token_id ?? 0);
    const outputs: ModelOutputs = await this.#model(inputs);
    try {
      const hidden = outputs.last_hidden_state ?? outputs.token_embeddings;
      if (!(hidden instanceof Tensor) || !(hidden.data instanceof Float32Array))
        throw new AppError(
          "model-not-supported",
          `The embedding model "${this.files.id}" gives no token vectors.`,
          {
            advice: "Choose another embedding model.",
            params: { model: this.files.id },
          },
        );
      const data = hidden.data;
      const dimension = hidden.dims.at(-1) ?? 0;
      return batch.map((ids, row) => {
        const start = row * length * dimension;
        const tokens = data.subarray(start, start + ids.length * dimension);
        return poolTokens(tokens, dimension, this.files.pooling);
      });
    } finally {
      for (const output of Object.values(outputs))
        if (output instanceof Tensor) output.dispose();
    }
  }
}

function tensorsOf(
  batch: readonly (readonly number[])[],
  length: number,
  padTokenId: number,
): Record<string, Tensor> {
  const size = batch.length * length;
  const ids = new BigInt64Array(size).fill(BigInt(padTokenId));
  const mask = new BigInt64Array(size);
  for (const [row, tokens] of batch.entries())
    for (const [column, id] of tokens.entries()) {
      ids[row * length + column] = BigInt(id);
      mask[row * length + column] = 1n;
    }
  const dims = [batch.length, length];
  return {
    input_ids: new Tensor("int64", ids, dims),
    attention_mask: new Tensor("int64", mask, dims),
    token_type_ids: new Tensor("int64", new BigInt64Array(size), dims),
  };
}
