import { AppError } from "#contract/errors.ts";
import { type Workspace, workspace } from "#contract/workspaces.ts";
import type { IndexKey } from "#core/ports/chunk-index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";
import { indexKeyText, parseIndexKey } from "./index-key.ts";

export const defaultWorkspaceName = "Documents";

/** Workspaces, and which index the searches in each read. The default one is there from the first use. */
export class WorkspaceStore {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  default(): Workspace {
    const row = this.#db.get("SELECT * FROM workspaces WHERE is_default = 1");
    return row === undefined
      ? this.#insert(defaultWorkspaceName, { isDefault: true })
      : fromRow(row);
  }

  /** The default one first, then by name. */
  list(): Workspace[] {
    this.default();
    return this.#db
      .all(
        "SELECT * FROM workspaces ORDER BY is_default DESC, name COLLATE NOCASE",
      )
      .map(fromRow);
  }

  /** @throws AppError invalid-request where the name is taken, whatever its case */
  create(name: string): Workspace {
    this.#requireFree(name, null);
    return this.#insert(name, { isDefault: false });
  }

  /** @throws AppError not-found, invalid-request where another has the name, whatever its case */
  rename(id: string, name: string): Workspace {
    this.get(id);
    this.#requireFree(name, id);
    this.#db.run("UPDATE workspaces SET name = :name WHERE id = :id", {
      id,
      name: name.trim(),
    });
    return this.get(id);
  }

  #requireFree(name: string, exceptId: string | null): void {
    const other = this.findByName(name);
    if (other === null || other.id === exceptId) return;
    throw new AppError(
      "invalid-request",
      `There is a workspace "${name}" already.`,
      { advice: "Choose another name.", params: { name } },
    );
  }

  /** @throws AppError not-found */
  get(id: string): Workspace {
    const row = this.#db.get("SELECT * FROM workspaces WHERE id = :id", { id });
    if (row === undefined)
      throw new AppError("not-found", "This workspace is not there any more.");
    return fromRow(row);
  }

  /** Ignores case. */
  findByName(name: string): Workspace | null {
    this.default();
    const row = this.#db.get(
      "SELECT * FROM workspaces WHERE fold(name) = fold(:name)",
      { name: name.trim() },
    );
    return row === undefined ? null : fromRow(row);
  }

  /** The index that searches read; null before the first document. */
  activeIndex(id: string): IndexKey | null {
    const row = this.#db.get(
      "SELECT active_index FROM workspaces WHERE id = :id",
      { id },
    );
    return parseIndexKey(row?.["active_index"] ?? null);
  }

  setActiveIndex(id: string, key: IndexKey | null): void {
    this.#db.run("UPDATE workspaces SET active_index = :key WHERE id = :id", {
      id,
      key: key === null ? null : indexKeyText(key),
    });
  }

  /** What is left of it goes along, such as its jobs. */
  delete(id: string): void {
    this.#db.run("DELETE FROM workspaces WHERE id = :id", { id });
  }

  #insert(name: string, { isDefault }: { isDefault: boolean }): Workspace {
    const id = globalThis.crypto.randomUUID();
    this.#db.run(
      `INSERT INTO workspaces (id, name, created_at, is_default)
       VALUES (:id, :name, :now, :isDefault)`,
      {
        id,
        name: name.trim(),
        now: this.#clock.now(),
        isDefault: isDefault ? 1 : 0,
      },
    );
    return this.get(id);
  }
}

function fromRow(row: SqlRow): Workspace {
  return workspace.parse({
    id: row["id"],
    name: row["name"],
    createdAt: row["created_at"],
    isDefault: row["is_default"] === 1,
  });
}
