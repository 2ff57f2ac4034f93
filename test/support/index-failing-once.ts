import { AppError } from "#contract/errors.ts";
import type { ChunkIndex, ChunkTable } from "#core/ports/chunk-index.ts";

/** The real index, whose first write is done and then fails as on a full disk; `onFailure` sees what was written. */
export function indexFailingOnce(
  real: ChunkIndex,
  onFailure: (table: ChunkTable) => Promise<void> = async () => {},
): ChunkIndex {
  let failures = 1;
  return {
    ...real,
    open: async (key) => {
      const table = await real.open(key);
      return new Proxy(table, {
        get: (of, name: keyof typeof table) => {
          if (name === "replace")
            return async (...args: Parameters<typeof table.replace>) => {
              await of.replace(...args);
              if (failures-- <= 0) return;
              await onFailure(of);
              throw new AppError("disk-full", "No space.");
            };
          const value = of[name];
          return typeof value === "function" ? value.bind(of) : value;
        },
      });
    },
  };
}
