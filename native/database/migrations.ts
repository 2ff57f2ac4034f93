import { initial } from "./migrations/0001-initial.ts";
import { skippedAndRemoved } from "./migrations/0002-skipped-and-removed.ts";
import { everything } from "./migrations/0003-everything.ts";
import { unscrubbedIndexes } from "./migrations/0004-unscrubbed-indexes.ts";
import { turnBranches } from "./migrations/0005-turn-branches.ts";
import { nameWords } from "./migrations/0006-name-words.ts";

/** Takes a file from `version - 1` to `version`. Once released, a migration never changes. */
export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** In order, versions from 1 without gaps. */
export const migrations: readonly Migration[] = [
  { version: 1, name: "initial", sql: initial },
  { version: 2, name: "skipped and removed", sql: skippedAndRemoved },
  { version: 3, name: "everything", sql: everything },
  { version: 4, name: "unscrubbed indexes", sql: unscrubbedIndexes },
  { version: 5, name: "turn branches", sql: turnBranches },
  { version: 6, name: "name words", sql: nameWords },
];
