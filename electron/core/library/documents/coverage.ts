import type { Coverage } from "#contract/turns.ts";
import type { Database } from "#core/ports/database.ts";

/** Files that are named; more would be a list. */
const maxNamed = 3;
const maxPages = 6;
const isSearched = `d.workspace_id IN (SELECT value FROM json_each(:ids))
  AND (:only IS NULL OR d.id IN (SELECT value FROM json_each(:only)))`;

/**
 * How much of the documents of these workspaces a search could look at, and what it could not; of those in `only`
 * where it was kept to them.
 */
export function coverageOf(
  db: Database,
  workspaceIds: readonly string[],
  only: readonly string[] | null = null,
): Coverage {
  const searched = {
    ids: JSON.stringify(workspaceIds),
    only: only === null ? null : JSON.stringify(only),
  };
  const counted = db.all(
    `SELECT status, count(*) AS count FROM documents d WHERE ${isSearched} GROUP BY status`,
    searched,
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
      `SELECT name FROM documents d WHERE ${isSearched} AND status = 'failed'
       ORDER BY added_at DESC, path LIMIT :maxNamed`,
      { ...searched, maxNamed },
    )
    .map((row) => String(row["name"]));
  const pages = db.all(
    `SELECT d.name, count(*) AS count, group_concat(p.page) AS pages
     FROM documents d JOIN pages p ON p.document_id = d.id
     WHERE ${isSearched} AND d.status = 'indexed' AND p.status = 'failed'
     GROUP BY d.id ORDER BY d.added_at DESC, d.path`,
    searched,
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
