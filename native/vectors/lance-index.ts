import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Connection, Table } from "@lancedb/lancedb";
import type {
  ChunkIndex,
  ChunkTable,
  IndexKey,
} from "#core/ports/chunk-index.ts";
import { lance } from "./lance-errors.ts";
import { LanceTable } from "./lance-table.ts";
import { columns, keyOf, schemaFor } from "./schema.ts";
import { tableName, workspacePrefix } from "./table-name.ts";

const tableFolderSuffix = ".lance";

/**
 * The chunk index on LanceDB: one table, in a folder of its own, per key. Its process must be the only one that
 * writes there. Vectors are compared one by one (exact); an approximate index for very large tables is not built.
 * LanceDB's native library is loaded at the first use.
 */
export function createLanceIndex(options: { folder: string }): ChunkIndex {
  const { folder } = options;
  const tables = new Map<string, Promise<LanceTable>>();
  let connecting: Promise<Connection> | null = null;

  const lancedb = () => {
    // Read once by the native library: its own log goes to stderr otherwise
    process.env["LANCEDB_LOG"] ??= "error";
    return import("@lancedb/lancedb");
  };
  const connection = () => {
    connecting ??= lance(folder, async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return (await lancedb()).connect(folder);
    });
    connecting.catch(() => {
      connecting = null;
    });
    return connecting;
  };

  const namesOnDisk = async (prefix: string): Promise<string[]> => {
    const names = await readdir(folder).catch(() => []);
    return names
      .filter(
        (name) => name.startsWith(prefix) && name.endsWith(tableFolderSuffix),
      )
      .map((name) => name.slice(0, -tableFolderSuffix.length));
  };

  const openTable = async (key: IndexKey): Promise<LanceTable> => {
    const name = tableName(key);
    const database = await connection();
    const isThere = await hasContent(
      join(folder, `${name}${tableFolderSuffix}`),
    );
    const table = await lance(folder, async () => {
      const opened = isThere
        ? await database.openTable(name)
        : await database.createEmptyTable(name, schemaFor(key), {
            existOk: true,
          });
      await createIndexes(opened, (await lancedb()).Index, { isAnew: false });
      return opened;
    });
    return new LanceTable(key, table, {
      folder,
      recreateIndexes: async (opened) =>
        createIndexes(opened, (await lancedb()).Index, { isAnew: true }),
    });
  };

  const open = (key: IndexKey): Promise<LanceTable> => {
    const name = tableName(key);
    const known = tables.get(name);
    if (known !== undefined) return known;
    const opening = openTable(key);
    tables.set(name, opening);
    // One that failed is tried again at the next call
    opening.catch(() => tables.delete(name));
    return opening;
  };

  const close = async (name: string): Promise<void> => {
    const opening = tables.get(name);
    tables.delete(name);
    // One that never opened holds nothing
    const table = await opening?.catch(() => null);
    await table?.close();
  };

  return {
    open: (key): Promise<ChunkTable> => open(key),

    list: async (workspaceId) => {
      const keys: IndexKey[] = [];
      const database = await connection();
      for (const name of await namesOnDisk(workspacePrefix(workspaceId))) {
        // A damaged table can't say what it is; opening it by its key reports the damage
        const table = await database.openTable(name).catch(() => null);
        const key = table === null ? null : keyOf(await table.schema());
        table?.close();
        if (key !== null) keys.push(key);
      }
      return keys;
    },

    drop: async (key) => {
      const name = tableName(key);
      await close(name);
      // Not through LanceDB, which can't drop a table that is damaged
      await rm(join(folder, `${name}${tableFolderSuffix}`), {
        recursive: true,
        force: true,
      });
    },

    dropExcept: async (workspaceIds) => {
      const kept = workspaceIds.map(workspacePrefix);
      for (const name of await namesOnDisk(""))
        if (!kept.some((prefix) => name.startsWith(prefix))) {
          await close(name);
          await rm(join(folder, `${name}${tableFolderSuffix}`), {
            recursive: true,
            force: true,
          });
        }
    },

    close: async () => {
      await Promise.all([...tables.keys()].map(close));
      // A connection that never opened has nothing to close
      const database = await connecting?.catch(() => null);
      connecting = null;
      database?.close();
    },
  };
}

/** False also for what a process leaves that was ended while it made the table: neither a version nor data. */
async function hasContent(tableFolder: string): Promise<boolean> {
  const parts = await Promise.all(
    ["_versions", "data"].map((part) =>
      readdir(join(tableFolder, part)).catch(() => []),
    ),
  );
  return parts.some((names) => names.length > 0);
}

/** Both are made while the table is empty; LanceDB searches rows that came since one by one until optimize(). */
async function createIndexes(
  table: Table,
  index: typeof import("@lancedb/lancedb").Index,
  { isAnew }: { isAnew: boolean },
): Promise<void> {
  const existing = await table.listIndices();
  const has = (column: string) =>
    !isAnew && existing.some((found) => found.columns.includes(column));
  if (!has(columns.text))
    await table.createIndex(columns.text, {
      config: index.fts({
        withPosition: false,
        stem: true,
        removeStopWords: true,
        language: "English",
      }),
    });
  if (!has(columns.documentId))
    await table.createIndex(columns.documentId, { config: index.btree() });
}
