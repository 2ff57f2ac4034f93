import type { AskedTurn } from "#contract/fold-turn.ts";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import { turnId } from "#contract/ids.ts";
import { type SearchScope, searchScope } from "#contract/workspaces.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import { titleFrom } from "./conversation-rows.ts";
import { ConversationStore } from "./conversation-store.ts";
import {
  askedTurn,
  type LinePage,
  linePage,
  newestBelow,
  parentOf,
  turnColumns,
} from "./turn-lines.ts";

const maxEarlierTurns = 30;

/** SQL over turns; the parts are the part log's. */
export class TurnStore {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #conversations: ConversationStore;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
    this.#conversations = new ConversationStore(db);
  }

  /** A running turn, and its conversation where none is named: one commit. */
  create(input: {
    workspaceId: string;
    scope: SearchScope;
    conversationId: ConversationId | null;
    question: string;
    /** The turn whose place it takes beside it, or that it follows; default: it follows the newest one. */
    at?: { insteadOf: TurnId } | { after: TurnId } | undefined;
  }): AskedTurn {
    const now = this.#clock.now();
    return this.#db.transaction(() => {
      const conversation =
        input.conversationId ??
        this.#conversations.create(
          { ...input, title: titleFrom(input.question) },
          now,
        );
      const { at } = input;
      const parent =
        at === undefined
          ? newestBelow(this.#db, conversation, null)
          : "after" in at
            ? at.after
            : parentOf(this.#db, at.insteadOf);
      const row: AskedTurn = {
        id: turnId.parse(globalThis.crypto.randomUUID()),
        conversationId: conversation,
        question: input.question,
        askedAt: now,
      };
      this.#db.run(
        `INSERT INTO turns (id, conversation_id, parent_turn_id, question, state, asked_at)
         VALUES (:id, :conversation, :parent, :question, 'running', :now)`,
        {
          id: row.id,
          conversation,
          parent,
          question: row.question,
          now,
        },
      );
      this.#conversations.addSearchable(row, "question", row.question);
      this.#conversations.touch(conversation, now);
      return row;
    });
  }

  /** Part of the commit that ends a turn's log. */
  end(row: AskedTurn, state: "finished" | "failed", answer: string): void {
    const now = this.#clock.now();
    this.#db.run(
      "UPDATE turns SET state = :state, finished_at = :now WHERE id = :id",
      { id: row.id, state, now },
    );
    if (answer !== "") this.#conversations.addSearchable(row, "answer", answer);
    this.#conversations.touch(row.conversationId, now);
  }

  /** A turn that ended is written again; part of the commit that says so in its log. */
  reopen(row: AskedTurn): void {
    this.#db.run(
      "UPDATE turns SET state = 'running', finished_at = NULL WHERE id = :id",
      { id: row.id },
    );
    // Its end makes the whole answer searchable
    this.#conversations.forgetAnswer(row);
    this.#conversations.touch(row.conversationId, this.#clock.now());
  }

  find(id: TurnId): AskedTurn | null {
    const row = this.#db.get(
      `SELECT ${turnColumns} FROM turns WHERE id = :id`,
      {
        id,
      },
    );
    return row === undefined ? null : askedTurn(row);
  }

  /** A page of a line of turns. */
  ofConversation(
    id: ConversationId,
    page: Parameters<typeof linePage>[2],
  ): LinePage {
    return linePage(this.#db, id, page);
  }

  running(): AskedTurn[] {
    return this.#db
      .all(
        `SELECT ${turnColumns} FROM turns WHERE state = 'running' ORDER BY rowid`,
      )
      .map(askedTurn);
  }

  /** The turns that this one follows, oldest first, along its own branch. */
  before(id: TurnId): AskedTurn[] {
    return this.#db
      .all(
        `WITH RECURSIVE line (id, distance) AS (
           SELECT parent_turn_id, 1 FROM turns WHERE id = :id
           UNION ALL
           SELECT t.parent_turn_id, line.distance + 1 FROM turns t
           JOIN line ON t.id = line.id WHERE line.distance < :most
         )
         SELECT ${turnColumns} FROM turns
         JOIN line ON turns.id = line.id ORDER BY line.distance DESC`,
        { id, most: maxEarlierTurns },
      )
      .map(askedTurn);
  }

  /** Where a conversation is asked; null when it is gone. */
  placeOf(
    id: ConversationId,
  ): { workspaceId: string; scope: SearchScope } | null {
    const row = this.#db.get(
      "SELECT workspace_id, scope FROM conversations WHERE id = :id",
      { id },
    );
    return row === undefined
      ? null
      : {
          workspaceId: String(row["workspace_id"]),
          scope: searchScope.parse(row["scope"]),
        };
  }
}
