import type { DatabaseSync, StatementSync } from "node:sqlite";
import { AppError } from "#contract/errors.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";
import { removeBackups } from "./backups.ts";
import { dataNewer, explainSqliteError } from "./sqlite-errors.ts";

/** Statements are few and constant; this only bounds what a mistake could do. */
const maxStatements = 500;

/** The Database port over one connection of node:sqlite. Every failure of SQLite comes as an AppError where one fits. */
export class SqliteDatabase implements Database {
  readonly #connection: DatabaseSync;
  readonly #file: string;
  readonly #isReadOnly: boolean;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;

  constructor(
    connection: DatabaseSync,
    { file, isReadOnly }: { file: string; isReadOnly: boolean },
  ) {
    this.#connection = connection;
    this.#file = file;
    this.#isReadOnly = isReadOnly;
  }

  all(sql: string, parameters: SqlRow = {}): SqlRow[] {
    return this.#explained(() => this.#prepared(sql).all(parameters));
  }

  get(sql: string, parameters: SqlRow = {}): SqlRow | undefined {
    return this.#explained(() => this.#prepared(sql).get(parameters));
  }

  run(sql: string, parameters: SqlRow = {}): { changes: number } {
    if (this.#isReadOnly) throw dataNewer();
    return this.#explained(() => ({
      changes: Number(this.#prepared(sql).run(parameters).changes),
    }));
  }

  scrub(): void {
    if (this.#isReadOnly) throw dataNewer();
    // secure_delete has overwritten it in the pages; the log may hold those as they were
    this.#execute("PRAGMA wal_checkpoint(TRUNCATE)");
    this.#explained(() => removeBackups(this.#file));
  }

  transaction<Result>(work: () => Result): Result {
    const depth = this.#depth;
    const isOuter = depth === 0;
    // A reader takes no write lock; a writer takes it at once, so that it can't fail half-way
    const begin = this.#isReadOnly ? "BEGIN" : "BEGIN IMMEDIATE";
    this.#execute(isOuter ? begin : `SAVEPOINT level_${depth}`);
    this.#depth += 1;
    try {
      const result = work();
      if (result instanceof Promise)
        throw new AppError(
          "internal",
          "A transaction can't wait for a promise",
        );
      this.#execute(isOuter ? "COMMIT" : `RELEASE level_${depth}`);
      return result;
    } catch (error) {
      this.#rollBack(depth);
      throw error;
    } finally {
      this.#depth = depth;
    }
  }

  #rollBack(depth: number): void {
    // A full disk or an I/O error has rolled back already
    if (!this.#connection.isTransaction) return;
    if (depth === 0) this.#execute("ROLLBACK");
    else this.#execute(`ROLLBACK TO level_${depth}; RELEASE level_${depth}`);
  }

  #execute(sql: string): void {
    this.#explained(() => this.#connection.exec(sql));
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    if (this.#statements.size >= maxStatements) this.#statements.clear();
    this.#statements.set(sql, statement);
    return statement;
  }

  #explained<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw explainSqliteError(error, this.#file);
    }
  }
}
