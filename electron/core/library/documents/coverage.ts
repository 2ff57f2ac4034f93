import type { Coverage } from "#contract/turns.ts";
import type { Database } from "#core/ports/database.ts";

/** Files that are named; more would be a list. */
const maxNamed = 3;
const maxPages = 6;

/** How much of the documents of these workspaces a search could look at, and what it could not. */
export function coverageOf(
  db: Database,
  workspaceIds: readonly string[],
): Coverage {
  const ids = JSON.stringify(workspaceIds);
  const counted = db.all(
    "SELECT status, count(*) AS count FROM documents WHERE workspace_id IN (SELECT value FROM json_each(:ids)) GROUP BY status",
    { ids },
  );
  const count = (...wanted: string[]) =>
    counted.reduce(
      (sum, row) =>
        wanted.includes(String(row["status"]))
          ? sum + Number(row["count"])
          : sum,
      0,
    );
  const failedNames = db
    .all(
      `SELECT name FROM documents WHERE workspace_id IN (SELECT value FROM json_each(:ids)) AND status = 'failed'
       ORDER BY added_at DESC, path LIMIT :maxNamed`,
      { ids, maxNamed },
    )
    .map((row) => String(row["name"]));
  const pages = db.all(
    `SELECT d.name, count(*) AS count, group_concat(p.page) AS pages
     FROM documents d JOIN pages p ON p.document_id = d.id
     WHERE d.workspace_id IN (SELECT value FROM json_each(:ids)) AND d.status = 'indexed' AND p.status = 'failed'
     GROUP BY d.id ORDER BY d.added_at DESC, d.path`,
    { ids },
  );
  return {
    searched: count("indexed"),
    failed: count("failed"),
    pending: count("queued", "extracting", "embedding"),
    failedNames,
    unreadPages: pages.reduce((sum, row) => sum + Number(row["count"]), 0),
    unreadIn: pages.slice(0, maxNamed).map((row) => ({
      name: String(row["name"]),
      pages: String(row["pages"])
        .split(",")
        .map(Number)
        .sort((a, b) => a - b)
        .slice(0, maxPages),
    })),
  };
}
