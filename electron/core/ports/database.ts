export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = Record<string, SqlValue>;

/**
 * One SQLite database in WAL mode with foreign keys on. Synchronous: statements take microseconds to
 * milliseconds, and a transaction can't be interleaved. Named parameters (`:name`) without the colon as keys.
 */
export interface Database {
  all(sql: string, parameters?: SqlRow): SqlRow[];
  get(sql: string, parameters?: SqlRow): SqlRow | undefined;
  run(sql: string, parameters?: SqlRow): { changes: number };
  /** What was deleted is not readable any more in any file of the database; its backups are removed, for they hold it. */
  scrub(): void;
  /** Commits when `work` returns, rolls back when it throws. May be nested: the inner one is a savepoint. */
  transaction<Result>(work: () => Result): Result;
}
