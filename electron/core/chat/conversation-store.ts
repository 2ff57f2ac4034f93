import { type ConversationId, conversationId } from "#contract/ids.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";

/** Alone writes the conversations and the text that they are found by. Callers open transactions around what belongs together. */
export class ConversationStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Begins one that is found by its title. Returns its id. */
  create(
    conversation: { workspaceId: string; scope: SearchScope; title: string },
    now: number,
  ): ConversationId {
    const id = conversationId.parse(globalThis.crypto.randomUUID());
    const { workspaceId, scope, title } = conversation;
    this.#db.run(
      `INSERT INTO conversations (id, workspace_id, scope, title, created_at, updated_at)
       VALUES (:id, :workspaceId, :scope, :title, :now, :now)`,
      { id, workspaceId, scope, title, now },
    );
    this.#db.run(
      "INSERT INTO conversation_search (text, conversation_id, turn_id, kind) VALUES (:title, :id, NULL, 'title')",
      { id, title },
    );
    return id;
  }

  rename(id: ConversationId, title: string): void {
    this.#db.run("UPDATE conversations SET title = :title WHERE id = :id", {
      id,
      title,
    });
    this.#db.run(
      "UPDATE conversation_search SET text = :title WHERE conversation_id = :id AND kind = 'title'",
      { id, title },
    );
  }

  /** Something happened in it at this time: lists are in this order. */
  touch(id: ConversationId, now: number): void {
    this.#db.run("UPDATE conversations SET updated_at = :now WHERE id = :id", {
      id,
      now,
    });
  }

  /** It is found by this part of a turn too. */
  addSearchable(
    turn: { id: string; conversationId: string },
    kind: "question" | "answer",
    text: string,
  ): void {
    this.#db.run(
      "INSERT INTO conversation_search (text, conversation_id, turn_id, kind) VALUES (:text, :conversationId, :id, :kind)",
      { text, conversationId: turn.conversationId, id: turn.id, kind },
    );
  }

  forgetAnswer(turn: { id: string; conversationId: string }): void {
    this.#db.run(
      "DELETE FROM conversation_search WHERE conversation_id = :conversationId AND turn_id = :id AND kind = 'answer'",
      { conversationId: turn.conversationId, id: turn.id },
    );
  }

  /** With all their turns. `condition` is SQL over the table's columns. Returns the ids of those that are gone. */
  delete(condition: string, parameters: SqlRow): ConversationId[] {
    return this.#db.transaction(() => {
      const ids = this.#db
        .all(`SELECT id FROM conversations WHERE ${condition}`, parameters)
        .map((row) => conversationId.parse(row["id"]));
      this.#db.run(
        `DELETE FROM conversation_search WHERE conversation_id IN
           (SELECT id FROM conversations WHERE ${condition})`,
        parameters,
      );
      this.#db.run(`DELETE FROM conversations WHERE ${condition}`, parameters);
      return ids;
    });
  }
}
