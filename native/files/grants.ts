import { randomUUID } from "node:crypto";
import { AppError } from "#contract/errors.ts";
import type { Grants } from "#core/ports/files.ts";

/** Grants that nobody spends are forgotten, oldest first. */
const maxGrants = 10_000;

/** Grants in memory: they end with the process. */
export function createGrants(): Grants {
  const granted = new Map<string, readonly string[]>();
  const extend = (id: string, paths: readonly string[]) => {
    granted.set(id, [...(granted.get(id) ?? []), ...paths]);
    if (granted.size > maxGrants) {
      const [oldest] = granted.keys();
      if (oldest !== undefined) granted.delete(oldest);
    }
  };
  return {
    create: (paths) => {
      const id = randomUUID();
      extend(id, paths);
      return id;
    },
    extend,
    spend: (grantId) => {
      const paths = granted.get(grantId);
      if (paths === undefined)
        throw new AppError(
          "not-permitted",
          "Those files were not handed over, or were taken already.",
          { advice: "Drop or choose them again." },
        );
      granted.delete(grantId);
      return paths;
    },
  };
}
