import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, rename, rm, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "#contract/errors.ts";
import { diskFull, isDiskFull } from "#shared/disk-full.ts";

/** Left on the volume for the index and everything else. */
const reservedBytes = 512 * 1024 * 1024;
const addAgain = "Free some space, then add the file again.";

export interface InboxOptions {
  /** In the data folder; made when the first file comes. */
  folder: string;
  /** Largest file that is taken, in bytes. */
  maxBytes: number;
}

/**
 * Where files that a browser hands over are kept: below a folder named by their content, so that the same file
 * sent twice is the same path, and a name can't replace another file. A file is there whole or not at all.
 */
export class Inbox {
  readonly #options: InboxOptions;

  constructor(options: InboxOptions) {
    this.#options = options;
  }

  get folder(): string {
    return this.#options.folder;
  }

  /** Where parts of files lie until they are whole. */
  get partsFolder(): string {
    return join(this.#options.folder, ".parts");
  }

  /**
   * Stores the body under these folders and name, and returns its path.
   * @throws AppError file-too-large, file-empty, disk-full; whatever the stream fails with when it is cut off
   */
  async store(
    body: Readable,
    parts: readonly string[],
    expectedBytes: number | null,
  ): Promise<string> {
    this.#requireSize(expectedBytes ?? 0, parts);
    await mkdir(this.partsFolder, { recursive: true, mode: 0o700 });
    await this.#requireSpace(expectedBytes ?? 0);
    const part = join(this.partsFolder, randomUUID());
    try {
      const hash = await this.#receive(body, part, parts);
      const path = join(this.#options.folder, hash.slice(0, 16), ...parts);
      if (existsSync(path)) return path;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(part, path);
      return path;
    } catch (error) {
      throw isDiskFull(error) ? diskFull(error, { advice: addAgain }) : error;
    } finally {
      await rm(part, { force: true });
    }
  }

  async #receive(
    body: Readable,
    part: string,
    parts: readonly string[],
  ): Promise<string> {
    const hash = createHash("sha256");
    let received = 0;
    const measured = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        received += chunk.length;
        if (received > this.#options.maxBytes) {
          done(tooLarge(parts, this.#options.maxBytes));
          return;
        }
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(
      body,
      measured,
      createWriteStream(part, { flags: "wx", mode: 0o600, flush: true }),
    );
    return hash.digest("hex");
  }

  #requireSize(sizeBytes: number, parts: readonly string[]): void {
    if (sizeBytes > this.#options.maxBytes)
      throw tooLarge(parts, this.#options.maxBytes);
  }

  async #requireSpace(sizeBytes: number): Promise<void> {
    const volume = await statfs(this.partsFolder);
    if (volume.bavail * volume.bsize < sizeBytes + reservedBytes)
      throw diskFull(undefined, { advice: addAgain });
  }
}

function tooLarge(parts: readonly string[], maxBytes: number): AppError {
  return new AppError("file-too-large", `${parts.at(-1)} is too large.`, {
    advice: "Split it, or start Hearth on the folder where it lies.",
    params: { name: parts.at(-1) ?? "", limitBytes: maxBytes },
  });
}
