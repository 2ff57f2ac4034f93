import type { DatabaseSync } from "node:sqlite";
import { AppError } from "#contract/errors.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Log } from "#core/ports/log.ts";
import { backUpBefore } from "./backups.ts";
import type { Migration } from "./migrations.ts";

/** The schema's version of this file; 0 for a new one. */
export function versionOf(connection: DatabaseSync): number {
  return Number(
    connection.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0,
  );
}

/**
 * Runs what is missing, each migration in one transaction with its version, after one backup of a file
 * that holds data. A migration that fails leaves the file at the version before it.
 */
export function migrate(
  connection: DatabaseSync,
  options: {
    file: string;
    schema: readonly Migration[];
    log: Log;
    clock: Clock;
  },
): void {
  const { file, schema, log, clock } = options;
  const current = versionOf(connection);
  const missing = schema.filter(({ version }) => version > current);
  const [first] = missing;
  if (first === undefined) return;
  if (current > 0)
    log.info("backed up before a migration", {
      backup: backUpBefore(connection, { file, version: first.version }),
    });
  for (const migration of missing) {
    const startedMs = clock.monotonicMs();
    runOne(connection, migration);
    log.info("migrated", {
      version: migration.version,
      name: migration.name,
      ms: Math.round(clock.monotonicMs() - startedMs),
    });
  }
  if (current > 0) overwriteDeleted(connection, log);
}

/** Tables that were rebuilt, and versions that did not overwrite what they deleted, leave it in free pages. */
function overwriteDeleted(connection: DatabaseSync, log: Log): void {
  try {
    connection.exec("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (error) {
    // On a full disk: everything else works without
    log.error("the database could not be compacted", error);
  }
}

function runOne(connection: DatabaseSync, { version, sql }: Migration): void {
  // Rebuilding a table that others refer to needs the checks off until the end of the transaction
  connection.exec("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
  try {
    connection.exec(sql);
    if (connection.prepare("PRAGMA foreign_key_check").get() !== undefined)
      throw new AppError("internal", `Migration ${version} broke a reference`);
    connection.exec(`PRAGMA user_version = ${version}; COMMIT`);
  } catch (error) {
    if (connection.isTransaction) connection.exec("ROLLBACK");
    throw error;
  } finally {
    connection.exec("PRAGMA foreign_keys = ON");
  }
}
