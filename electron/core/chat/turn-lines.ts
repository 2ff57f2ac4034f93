import type { AskedTurn } from "#contract/fold-turn.ts";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import { conversationId, turnId } from "#contract/ids.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";

/** What a turn is read from; `turns` must be the table's name in the query. */
export const turnColumns =
  "turns.id, turns.conversation_id, turns.question, turns.asked_at";

/** A page of one line of turns through a conversation. */
export interface LinePage {
  rows: AskedTurn[];
  /** How many come before these. */
  earlier: number;
  /** Of those that were asked more than once: all that stand in the same place, oldest first. */
  branches: { turnId: TurnId; siblings: TurnId[] }[];
}

/**
 * The last `limit` turns of a line, oldest first: the one that ends with the newest turn, or with the newest below
 * `through`; with `before`, those that this one follows.
 */
export function linePage(
  db: Database,
  id: ConversationId,
  page: {
    before?: TurnId | undefined;
    through?: TurnId | undefined;
    limit: number;
  },
): LinePage {
  const end =
    page.before === undefined
      ? newestBelow(db, id, page.through ?? null)
      : parentOf(db, page.before);
  const found = db.all(
    `WITH RECURSIVE line (id, distance) AS (
       SELECT id, 0 FROM turns WHERE id = :end
       UNION ALL
       SELECT t.parent_turn_id, line.distance + 1 FROM turns t
       JOIN line ON t.id = line.id WHERE t.parent_turn_id IS NOT NULL
     )
     SELECT ${turnColumns}, (SELECT count(*) FROM line) AS total FROM turns
     JOIN line ON turns.id = line.id
     WHERE turns.conversation_id = :id ORDER BY line.distance LIMIT :limit`,
    { id, end, limit: page.limit },
  );
  const rows = found.toReversed().map(askedTurn);
  return {
    rows,
    earlier: Number(found[0]?.["total"] ?? 0) - rows.length,
    branches: rows.flatMap((row) => {
      const siblings = siblingsOf(db, row);
      return siblings.length > 1 ? [{ turnId: row.id, siblings }] : [];
    }),
  };
}

/** The turn that this one follows; null for the first of a conversation. */
export function parentOf(db: Database, id: TurnId): string | null {
  const row = db.get("SELECT parent_turn_id FROM turns WHERE id = :id", { id });
  const parent = row?.["parent_turn_id"] ?? null;
  return parent === null ? null : String(parent);
}

/** The newest turn of a conversation, or of those that follow one of its turns, that one included. */
export function newestBelow(
  db: Database,
  id: ConversationId,
  through: TurnId | null,
): string | null {
  const row =
    through === null
      ? db.get(
          "SELECT id FROM turns WHERE conversation_id = :id ORDER BY rowid DESC LIMIT 1",
          { id },
        )
      : db.get(
          `WITH RECURSIVE below (id) AS (
             SELECT :through
             UNION ALL
             SELECT t.id FROM turns t JOIN below ON t.parent_turn_id = below.id
           )
           SELECT turns.id FROM turns JOIN below ON turns.id = below.id
           WHERE turns.conversation_id = :id ORDER BY turns.rowid DESC LIMIT 1`,
          { id, through },
        );
  return row === undefined ? null : String(row["id"]);
}

/** The turn as it was asked. */
export function askedTurn(row: SqlRow): AskedTurn {
  return {
    id: turnId.parse(row["id"]),
    conversationId: conversationId.parse(row["conversation_id"]),
    question: String(row["question"]),
    askedAt: Number(row["asked_at"]),
  };
}

function siblingsOf(db: Database, row: AskedTurn): TurnId[] {
  const parent = parentOf(db, row.id);
  const rows =
    parent === null
      ? db.all(
          "SELECT id FROM turns WHERE conversation_id = :id AND parent_turn_id IS NULL ORDER BY rowid",
          { id: row.conversationId },
        )
      : db.all(
          "SELECT id FROM turns WHERE parent_turn_id = :parent ORDER BY rowid",
          { parent },
        );
  return rows.map((sibling) => turnId.parse(sibling["id"]));
}
