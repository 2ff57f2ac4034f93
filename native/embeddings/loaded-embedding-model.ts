import {
  AutoModel,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  Tensor,
} from "@huggingface/transformers";
import { AppError } from "#contract/errors.ts";
import type { EmbeddingModelFiles } from "./contract.ts";
import { damaged } from "./model-files.ts";
import { poolTokens } from "./pooling.ts";
import { WordTokenizer } from "./word-tokenizer.ts";

/** Models name their token vectors in one of these two ways. */
interface ModelOutputs {
  last_hidden_state?: unknown;
  token_embeddings?: unknown;
}

/** A tokenizer and an ONNX session in memory. Nothing is fetched: local files only. */
export class LoadedEmbeddingModel {
  readonly files: EmbeddingModelFiles;
  readonly #tokenizer: WordTokenizer;
  readonly #model: PreTrainedModel;

  private constructor(
    files: EmbeddingModelFiles,
    tokenizer: WordTokenizer,
    model: PreTrainedModel,
  ) {
    this.files = files;
    this.#tokenizer = tokenizer;
    this.#model = model;
  }

  /** @throws AppError model-damaged */
  static async load(files: EmbeddingModelFiles): Promise<LoadedEmbeddingModel> {
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
        session_options: {
          // Measured on two cores: two sessions of one thread are 1.75 times as fast as one of two threads
          intraOpNumThreads: 1,
          interOpNumThreads: 1,
          // A plan of memory for each length of text took 50 MB a session, and made none of them faster
          enableMemPattern: false,
        },
      });
      return new LoadedEmbeddingModel(
        files,
        new WordTokenizer(tokenizer),
        model,
      );
    } catch (error) {
      throw damaged(files.id, "its files can't be loaded", error);
    }
  }

  countTokens(text: string): number {
    return this.#tokenizer.count(text);
  }

  /** Token ids with special tokens, cut to what the model takes. */
  tokenize(text: string): number[] {
    return this.#tokenizer.tokenize(text, this.files.maxTokens);
  }

  /**
   * The pooled vector of one text. Alone, because int8 activations are scaled by all that runs at once: in a batch a
   * text's vector would depend on its neighbours (measured: cosine to full precision down to .973 instead of .981).
   */
  async run(ids: readonly number[]): Promise<Float32Array> {
    const outputs: ModelOutputs = await this.#model(tensorsOf(ids));
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
      return poolTokens(
        hidden.data,
        hidden.dims.at(-1) ?? 0,
        this.files.pooling,
      );
    } finally {
      for (const output of Object.values(outputs))
        if (output instanceof Tensor) output.dispose();
    }
  }
}

function tensorsOf(ids: readonly number[]): Record<string, Tensor> {
  const dims = [1, ids.length];
  const filled = (value: bigint) =>
    new Tensor("int64", new BigInt64Array(ids.length).fill(value), dims);
  return {
    input_ids: new Tensor("int64", BigInt64Array.from(ids, BigInt), dims),
    attention_mask: filled(1n),
    token_type_ids: filled(0n),
  };
}
