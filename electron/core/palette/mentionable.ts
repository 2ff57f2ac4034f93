import { documentId } from "#contract/ids.ts";
import type { Mentionable } from "#contract/palette.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import {
  baseName,
  normalPath,
  separatorOf,
} from "#core/library/documents/paths.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";
import { matchName, queryWords } from "./match-words.ts";

/** The newest that are looked through: more would be felt at each key. */
const maxNames = 20_000;
const maxListed = 8;
/** Of those, while nothing is typed. */
const maxNewestFolders = 3;

/** Searchable documents and folders whose names fit, best first; the newest where nothing is typed. */
export function mentionable(
  db: Database,
  request: { workspaceId: string; scope: SearchScope; query: string },
): Mentionable[] {
  const isAll = request.scope === "everything";
  const rows = db.all(
    `SELECT id, name, folder FROM documents WHERE status = 'indexed'
     ${isAll ? "" : "AND workspace_id = :workspaceId"}
     ORDER BY added_at DESC LIMIT ${maxNames}`,
    isAll ? {} : { workspaceId: request.workspaceId },
  );
  const words = queryWords(request.query);
  const folders = foldersOf(rows);
  if (words.length === 0) {
    if (request.query.trim() !== "") return [];
    const newest = [...folders]
      .filter(([, { hasOwn }]) => hasOwn)
      .slice(0, maxNewestFolders)
      .map(([path, { documents }]) => folderFrom(path, documents));
    const left = maxListed - newest.length;
    return [...newest, ...rows.slice(0, left).map((row) => documentFrom(row))];
  }
  const found: { score: number; item: () => Mentionable }[] = [];
  for (const [path, { documents }] of folders) {
    const { score } = matchName(baseName(path), words);
    if (score > 0)
      found.push({ score, item: () => folderFrom(path, documents) });
  }
  for (const row of rows) {
    const { score } = matchName(String(row["name"]), words);
    if (score > 0) found.push({ score, item: () => documentFrom(row) });
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, maxListed)
    .map(({ item }) => item());
}

interface Folder {
  documents: number;
  /** Whether documents lie in it and not only further below. */
  hasOwn: boolean;
}

/** Every folder that a document lies in or below, but the root; in the order of the documents. */
function foldersOf(rows: readonly SqlRow[]): Map<string, Folder> {
  const own = new Map<string, number>();
  for (const row of rows) {
    const folder = String(row["folder"]);
    own.set(folder, (own.get(folder) ?? 0) + 1);
  }
  const folders = new Map<string, Folder>();
  for (const [folder, count] of own) {
    const lowest = normalPath(folder);
    for (
      let path = lowest;
      path !== parentOf(path) && baseName(path) !== path;
      path = parentOf(path)
    ) {
      const known = folders.get(path);
      folders.set(path, {
        documents: (known?.documents ?? 0) + count,
        hasOwn: known?.hasOwn === true || path === lowest,
      });
    }
  }
  return folders;
}

function parentOf(path: string): string {
  const separator = separatorOf(path);
  const end = path.lastIndexOf(separator, path.length - 2);
  return end < 0 ? path : normalPath(path.slice(0, end + 1));
}

function folderFrom(path: string, documents: number): Mentionable {
  const folder = parentOf(path);
  return {
    kind: "folder",
    path,
    name: baseName(path),
    folder,
    documents,
  };
}

function documentFrom(row: SqlRow): Mentionable {
  return {
    kind: "document",
    documentId: documentId.parse(row["id"]),
    name: String(row["name"]),
    folder: normalPath(String(row["folder"])),
  };
}
