export interface FileFacts {
  /** Absolute and normalised, in the platform's own form. */
  path: string;
  sizeBytes: number;
  modifiedMs: number;
}

export interface Files {
  /**
   * Every regular file at or below the paths, each once, in a stable order. Hidden files and folders, links
   * that lead out, and folders of tools (node_modules, .git) are passed over; a file that is named itself never is.
   * A path that can't be read yields its error instead of ending the walk.
   */
  walk(
    paths: readonly string[],
    options: { signal: AbortSignal },
  ): AsyncIterable<{ facts: FileFacts } | { path: string; error: Error }>;
  /** Null when there is no such file. */
  facts(path: string): Promise<FileFacts | null>;
  /** Without links, in the spelling of the disk; the path itself where there is no such file. */
  realPath(path: string): Promise<string>;
  /** SHA-256 in hex. */
  hash(path: string, options: { signal: AbortSignal }): Promise<string>;
  /** Bytes free on the volume of the data folder. */
  freeBytes(): Promise<number>;
}

/** Texts that came without a file, each kept in one of Hearth's own. */
export interface KeptTexts {
  /** The path of the file: the same for the same text and name. @throws AppError disk-full, not-permitted */
  keep(text: string, name: string): Promise<string>;
  /** Deletes those of these files that are kept here, before it returns: Hearth may be ending. */
  forget(paths: readonly string[]): void;
  /** Deletes all that are not in use. */
  sweep(pathsInUse: ReadonlySet<string>): Promise<void>;
}

/** A grant holds paths that a person dropped or picked, until it is spent. */
export interface Grants {
  create(paths: readonly string[]): string;
  /** Adds paths to the grant of this id, a random UUID; one that is unknown is created. */
  extend(grantId: string, paths: readonly string[]): void;
  /** The paths, once; AppError not-permitted for an unknown or spent grant. */
  spend(grantId: string): readonly string[];
}
