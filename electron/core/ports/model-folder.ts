export interface ModelFile {
  /** The path below the models folder with forward slashes; for a file elsewhere its absolute path. */
  id: string;
  kind: "language" | "embedding";
  name: string;
  path: string;
  sizeBytes: number;
  /** Such as "llama, Q4_K_M"; empty where the file doesn't say. */
  description: string;
  /** Null where the file doesn't say. */
  contextTokens: number | null;
  /** It came with Hearth and is used where it lies. */
  isBuiltIn: boolean;
}

/** What every embedding model in the layout of transformers.js has, below its folder. */
export const embeddingModelFiles = [
  "config.json",
  "tokenizer.json",
  "onnx/model_quantized.onnx",
] as const;

/** A folder that holds an embedding model; nothing in it was read. */
export interface EmbeddingModelFolder {
  /** The folder's name. */
  id: string;
  path: string;
  isBuiltIn: boolean;
}

/** The models that are there: the built-in ones, GGUF files, and folders of embedding models, at the top or one level below. */
export interface ModelFolder {
  /** By name. A folder that can't be read is empty. */
  list(): Promise<ModelFile[]>;
  /** Only the embedding models, without their sizes: cheap enough for every search. A person's own hides a built-in one of its name. */
  embeddingModels(): Promise<readonly EmbeddingModelFolder[]>;
  /** A GGUF file anywhere. @throws AppError model-missing, model-damaged */
  inspect(path: string): Promise<ModelFile>;
  /**
   * Checks the header, then copies under a temporary name and renames: a copy that was cut short is never seen.
   * @throws AppError model-missing, model-damaged, model-already-there, disk-full, file-unreadable
   */
  add(
    sourcePath: string,
    options: {
      signal: AbortSignal;
      onProgress?: (progress: {
        doneBytes: number;
        totalBytes: number;
      }) => void;
    },
  ): Promise<ModelFile>;
  /** Deletes the copy in the models folder. @throws AppError model-missing; not-permitted for a built-in one */
  remove(id: string): Promise<void>;
}
