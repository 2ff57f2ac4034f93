import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createLanceIndex } from "#native/vectors/lance-index.ts";

export interface LibraryState {
  /** By path: status, number of passages and reason, as one comparable line. */
  documents: Map<string, string>;
  chunks: number;
  /** Rows that LanceDB holds, in all tables. */
  rows: number;
}

/** What a data folder holds, read from the stores themselves while no Hearth runs on it. */
export async function libraryState(dataFolder: string): Promise<LibraryState> {
  const db = new DatabaseSync(join(dataFolder, "hearth.db"));
  const documents = db
    .prepare("SELECT path, status, chunks, reason FROM documents")
    .all();
  const workspaces = db.prepare("SELECT id FROM workspaces").all();
  db.close();
  const index = createLanceIndex({ folder: join(dataFolder, "index") });
  let rows = 0;
  for (const { id } of workspaces)
    for (const key of await index.list(String(id)))
      rows += await (await index.open(key)).countRows();
  await index.close();
  return {
    documents: new Map(
      documents.map((row) => {
        const reason =
          row["reason"] === null
            ? ""
            : (JSON.parse(String(row["reason"])) as { code: string }).code;
        return [
          String(row["path"]),
          `${row["status"]} ${row["chunks"]} ${reason}`.trim(),
        ];
      }),
    ),
    chunks: documents.reduce((sum, row) => sum + Number(row["chunks"]), 0),
    rows,
  };
}
