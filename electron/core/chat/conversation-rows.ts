import {
  type ConversationSummary,
  conversationSummary,
} from "#contract/conversations.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";

/** Every column that a summary needs, the running turn among them. */
export const summaryColumns = `c.id, c.workspace_id, c.scope, c.title, c.created_at, c.updated_at,
  (SELECT t.id FROM turns t WHERE t.conversation_id = c.id AND t.state = 'running'
   ORDER BY t.asked_at DESC, t.rowid DESC LIMIT 1) AS running_turn_id`;

export function summaryFromRow(row: SqlRow): ConversationSummary {
  return conversationSummary.parse({
    id: row["id"],
    workspaceId: row["workspace_id"],
    scope: row["scope"],
    title: row["title"],
    createdAt: row["created_at"],
    updatedAt: row["updated_at"],
    runningTurnId: row["running_turn_id"],
  });
}

export function findSummary(
  db: Database,
  conversationId: string,
): ConversationSummary | null {
  const row = db.get(
    `SELECT ${summaryColumns} FROM conversations c WHERE c.id = :conversationId`,
    { conversationId },
  );
  return row === undefined ? null : summaryFromRow(row);
}

const longestTitle = 60;

/** A title from the first question: its first line, cut between words. */
export function titleFrom(question: string): string {
  const line = question.trim().split(/\r?\n/u)[0]?.replace(/\s+/gu, " ") ?? "";
  if (line.length <= longestTitle) return line;
  const space = line.lastIndexOf(" ", longestTitle);
  const cut =
    space > longestTitle / 2
      ? line.slice(0, space)
      : [...line].slice(0, longestTitle).join("");
  return `${cut.replace(/(?<![\s,;:.–-])[\s,;:.–-]+$/u, "")}…`;
}
