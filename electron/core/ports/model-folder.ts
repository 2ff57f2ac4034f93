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
}

/** The models that are there: GGUF files, and folders of embedding models, at the top or one level below. */
export interface ModelFolder {
  /** By name. A folder that can't be read is empty. */
  list(): Promise<ModelFile[]>;
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
  /** Deletes the copy in the models folder. @throws AppError model-missing, model-in-use */
  remove(id: string): Promise<void>;
}
