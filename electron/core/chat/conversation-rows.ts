import {
  type ConversationSummary,
  conversationSummary,
} from "#contract/conversations.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";

/** Every column that a summary needs, the running turn among them. */
export const summaryColumns = `c.id, c.workspace_id, c.scope, c.title, c.created_at, c.updated_at,
  (SELECT t.id FROM turns t WHERE t.conversation_id = c.id AND t.state = 'running'
   ORDER BY t.asked_at DESC, t.rowid DESC LIMIT 1) AS running_turn_id`;

/** Of a row with `summaryColumns`. @throws ZodError for one that no Hearth wrote */
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

/** Null for one that is gone. */
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

const longestTitle = 120;
/** Of a title that is cut: its end tells as much as its beginning. */
const tailChars = 40;
/** What most questions begin with, and no two of them are told apart by. */
const emptyBeginning =
  /^(?:(?:what|who|where|which)(?:['’]s| (?:is|are|was|were))|(?:can|could|would) you (?:please )?(?:tell|show|explain|give)(?: me)?|please (?:tell|show|explain|give)(?: me)?|tell me|show me|i (?:want|would like) to know)(?: about)?(?: (?:the|an?))? (?=\S)/iu;
const shortestRest = 4;
/** What is left says nothing without its beginning: "In lease.pdf" of "What is in lease.pdf?". */
const leaning =
  /^(?:in|on|at|of|for|with|without|from|by|to|about|under|over|inside|between|near|next|there|here|this|that|these|those|it|its|they|you|your|he|she|his|her|my|our|their|not|so|and|or|going|left|due|allowed|needed|required)(?![\p{L}\p{N}])/iu;

/** A title from the first question: its first line, without "What is…", a long one cut in its middle between words. */
export function titleFrom(question: string): string {
  const line = question.trim().split(/\r?\n/u)[0]?.replace(/\s+/gu, " ") ?? "";
  return cutInMiddle(withoutBeginning(line));
}

function withoutBeginning(line: string): string {
  const rest = line.replace(emptyBeginning, "");
  const isEmpty = rest.replace(/\P{L}/gu, "").length < shortestRest;
  if (rest === line || isEmpty || leaning.test(rest)) return line;
  const [first = "", ...others] = rest.replace(/(?<![?.!])[?.!]+$/u, "");
  return first.toUpperCase() + others.join("");
}

function cutInMiddle(line: string): string {
  const characters = [...line];
  if (characters.length <= longestTitle) return line;
  const head = characters.slice(0, longestTitle - tailChars).join("");
  const tail = characters.slice(-tailChars).join("");
  const headEnd = head.lastIndexOf(" ");
  const tailStart = tail.indexOf(" ");
  const kept = headEnd > head.length / 2 ? head.slice(0, headEnd) : head;
  const end =
    tailStart >= 0 && tailStart < tail.length / 2
      ? tail.slice(tailStart + 1)
      : tail;
  return `${kept.replace(/(?<![\s,;:.–-])[\s,;:.–-]+$/u, "")} … ${end}`;
}
