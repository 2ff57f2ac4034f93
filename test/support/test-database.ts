import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Database } from "#core/ports/database.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { silentLog } from "./chat-harness.ts";

/** A real, empty database in a folder of its own, both gone after the test. */
export function testDatabase(): Database {
  const folder = mkdtempSync(join(tmpdir(), "hearth-database-"));
  const { database, close } = createDatabase({
    file: join(folder, "hearth.db"),
    log: silentLog,
    clock: systemClock,
  });
  onTestFinished(() => {
    close();
    rmSync(folder, { recursive: true, force: true });
  });
  return database;
}
