import { type GgufHeader, readGgufHeader } from "./gguf-header.ts";

interface Remembered {
  sizeBytes: number;
  modifiedMs: number;
  header: GgufHeader | null;
}

/** Headers of files that have not changed since they were read: the folder is looked at before every question. */
export class HeaderCache {
  readonly #known = new Map<string, Remembered>();
  readonly #read: typeof readGgufHeader;

  constructor(read: typeof readGgufHeader = readGgufHeader) {
    this.#read = read;
  }

  /** Null for a file that is no GGUF, or can't be read now; the latter is tried again each time. */
  async headerOf(
    path: string,
    { size, mtimeMs }: { size: number; mtimeMs: number },
  ): Promise<GgufHeader | null> {
    const known = this.#known.get(path);
    if (known?.sizeBytes === size && known.modifiedMs === mtimeMs)
      return known.header;
    try {
      const header = await this.#read(path);
      this.#known.set(path, { sizeBytes: size, modifiedMs: mtimeMs, header });
      return header;
    } catch {
      // Listed without what it says of itself; loading it says why
      this.#known.delete(path);
      return null;
    }
  }

  /** Files that are gone are forgotten. */
  keepOnly(paths: readonly string[]): void {
    const there = new Set(paths);
    for (const path of this.#known.keys())
      if (!there.has(path)) this.#known.delete(path);
  }
}
