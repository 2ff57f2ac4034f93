import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";

const knownBrowser = z.object({
  /** SHA-256 of the secret, in hex. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  port: z.number().int(),
  /** Milliseconds since 1970. */
  usedAt: z.number(),
});
export type KnownBrowser = z.infer<typeof knownBrowser>;

/** The browsers that were let in, in a file that only the person can read. Without it every browser asks anew. */
export interface SessionFile {
  read(): KnownBrowser[];
  write(browsers: readonly KnownBrowser[]): void;
  /** Every browser needs a new address from now on. */
  forget(): void;
}

/** `onBug` is told of a file that can't be read or written: browsers then ask anew at the next start. */
export function createSessionFile(
  file: string,
  onBug: (error: unknown) => void,
): SessionFile {
  return {
    read: () => {
      try {
        return z
          .array(knownBrowser)
          .parse(JSON.parse(readFileSync(file, "utf8")));
      } catch (error) {
        if (!isMissing(error)) onBug(error);
        return [];
      }
    },
    write: (browsers) => {
      const written = `${file}.new`;
      try {
        rmSync(written, { force: true });
        writeFileSync(written, JSON.stringify(browsers), {
          mode: 0o600,
          flag: "wx",
          flush: true,
        });
        renameSync(written, file);
      } catch (error) {
        onBug(error);
      }
    },
    forget: () => rmSync(file, { force: true }),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
