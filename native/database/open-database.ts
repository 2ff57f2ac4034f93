import { closeSync, openSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import { migrate, versionOf } from "./migrate.ts";
import { type Migration, migrations } from "./migrations.ts";
import { SqliteDatabase } from "./sqlite-database.ts";
import { explainSqliteError } from "./sqlite-errors.ts";

/** How long a statement waits for another process (a backup program, `sqlite3`) before data-locked. */
const busyTimeoutMs = 5_000;

export interface OpenDatabase {
  database: Database;
  /** True for a file of a newer Hearth: reading works, writing fails with data-newer. */
  isReadOnly: boolean;
  close(): void;
}

/**
 * Opens or creates the database and brings its schema up to date, after a backup.
 *
 * WAL with synchronous=NORMAL: a commit is in the file system's hands when it returns, so killing the process
 * loses nothing; a power cut may lose the last commits, whole ones only, and never damages the file.
 * @throws AppError data-damaged, data-locked, disk-full, not-permitted
 */
export function createDatabase(options: {
  file: string;
  log: Log;
  clock: Clock;
  /** Default: Hearth's own. */
  schema?: readonly Migration[];
}): OpenDatabase {
  const { file, log, clock, schema = migrations } = options;
  try {
    // The text of the person's documents is in there: nobody else's business on a shared computer
    closeSync(openSync(file, "a", 0o600));
    const { connection, isReadOnly } = openWithSchema(file, {
      schema,
      log,
      clock,
    });
    return {
      database: new SqliteDatabase(connection, { file, isReadOnly }),
      isReadOnly,
      close: () => close(connection, isReadOnly),
    };
  } catch (error) {
    throw explainSqliteError(error, file);
  }
}

function openWithSchema(
  file: string,
  options: { schema: readonly Migration[]; log: Log; clock: Clock },
): { connection: DatabaseSync; isReadOnly: boolean } {
  const known = options.schema.at(-1)?.version ?? 0;
  const writable = connect(file, { readOnly: false });
  try {
    if (versionOf(writable) > known) {
      writable.close();
      options.log.warn("the data is of a newer version, opened for reading", {
        known,
      });
      return {
        connection: connect(file, { readOnly: true }),
        isReadOnly: true,
      };
    }
    // What is deleted is overwritten: a removed document must not be readable in the file
    writable.exec(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;",
    );
    migrate(writable, { file, ...options });
    // Reads the whole schema, so that a damaged file is found now rather than in the middle of a question
    writable.prepare("SELECT count(*) FROM sqlite_schema").get();
    return { connection: writable, isReadOnly: false };
  } catch (error) {
    if (writable.isOpen) writable.close();
    throw error;
  }
}

function connect(
  file: string,
  { readOnly }: { readOnly: boolean },
): DatabaseSync {
  const connection = new DatabaseSync(file, {
    readOnly,
    timeout: busyTimeoutMs,
    enableForeignKeyConstraints: true,
  });
  try {
    connection.function("fold", { deterministic: true }, (value) =>
      typeof value === "string" ? value.normalize("NFC").toLowerCase() : value,
    );
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function close(connection: DatabaseSync, isReadOnly: boolean): void {
  if (!connection.isOpen) return;
  try {
    if (!isReadOnly) connection.exec("PRAGMA optimize");
  } catch {
    // It only makes later queries faster, and a full disk must not keep the file open
  } finally {
    connection.close();
  }
}
