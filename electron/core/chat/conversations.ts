import {
  type ConversationHit,
  type ConversationSummary,
  conversationHit,
} from "#contract/conversations.ts";
import { AppError } from "#contract/errors.ts";
import { type ConversationId, type TurnId, turnId } from "#contract/ids.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";
import {
  findSummary,
  summaryColumns,
  summaryFromRow,
} from "./conversation-rows.ts";
import { searchTerms, snippetWithMatches } from "./conversation-search.ts";
import { ConversationStore } from "./conversation-store.ts";
import type { Turns } from "./turns.ts";

export interface ConversationsParts {
  db: Database;
  clock: Clock;
  hub: EventHub;
  turns: Pick<Turns, "stop" | "turnsOf">;
}

/** The conversations and what was said in them. */
export class Conversations {
  readonly #parts: ConversationsParts;
  readonly #store: ConversationStore;

  constructor(parts: ConversationsParts) {
    this.#parts = parts;
    this.#store = new ConversationStore(parts.db);
  }

  /** Newest first. */
  list(page: { offset: number; limit: number }): {
    conversations: ConversationSummary[];
    total: number;
  } {
    const { db } = this.#parts;
    const rows = db.all(
      `SELECT ${summaryColumns} FROM conversations c
       ORDER BY c.updated_at DESC, c.id LIMIT :limit OFFSET :offset`,
      page,
    );
    const count = db.get("SELECT count(*) AS total FROM conversations");
    return {
      conversations: rows.map(summaryFromRow),
      total: Number(count?.["total"] ?? 0),
    };
  }

  /** A page of its turns, the last ones first to be had. @throws AppError not-found */
  get(input: {
    conversationId: ConversationId;
    before?: TurnId | undefined;
    through?: TurnId | undefined;
    limit: number;
  }): { conversation: ConversationSummary } & ReturnType<Turns["turnsOf"]> {
    return {
      conversation: this.#need(input.conversationId),
      ...this.#parts.turns.turnsOf(input.conversationId, input),
    };
  }

  /** @throws AppError not-found */
  rename(input: {
    conversationId: ConversationId;
    title: string;
  }): ConversationSummary {
    const { db } = this.#parts;
    this.#need(input.conversationId);
    db.transaction(() => this.#store.rename(input.conversationId, input.title));
    const conversation = this.#need(input.conversationId);
    this.#publish([conversation], []);
    return conversation;
  }

  /** Stops what is being written first. Removing one that is gone does nothing. */
  async remove(input: {
    conversationId: ConversationId;
  }): Promise<Record<string, never>> {
    const { db } = this.#parts;
    const { conversationId } = input;
    await this.#stop("id = :conversationId", input);
    this.#store.delete("id = :conversationId", input);
    db.scrub();
    this.#publish([], [conversationId]);
    return {};
  }

  /** Stops what is being written in any conversation of a workspace. */
  stopOf(workspaceId: string): Promise<void> {
    return this.#stop("workspace_id = :workspaceId", { workspaceId });
  }

  /** Part of the transaction that deletes a workspace; who opened it scrubs the database. */
  deleteOf(workspaceId: string): ConversationId[] {
    return this.#store.delete("workspace_id = :workspaceId", { workspaceId });
  }

  /** Over titles, questions and answers: all words must occur, the last one as a beginning. Best first, each conversation once. */
  search(input: { query: string; limit: number }): ConversationHit[] {
    const terms = searchTerms(input.query);
    if (terms.length === 0) return [];
    const { db } = this.#parts;
    const parameters = Object.fromEntries(
      terms.map((term, index) => [`term${index}`, term]),
    );
    const rows = db.all(
      `SELECT ${summaryColumns}, found.kind, found.snippet FROM (
         SELECT conversation_id, kind, rank,
           snippet(conversation_search, 0, char(57344), char(57345), '…', 24) AS snippet
         FROM conversation_search WHERE conversation_search MATCH :any
         ORDER BY rank LIMIT 2000
       ) found JOIN conversations c ON c.id = found.conversation_id
       WHERE ${terms
         .map(
           (_, index) =>
             `c.id IN (SELECT conversation_id FROM conversation_search WHERE conversation_search MATCH :term${index})`,
         )
         .join(" AND ")}
       ORDER BY found.kind = 'title' DESC, found.rank, c.updated_at DESC`,
      { ...parameters, any: terms.join(" OR ") },
    );
    const hits = new Map<string, ConversationHit>();
    for (const row of rows) {
      const conversation = summaryFromRow(row);
      const known = hits.get(conversation.id);
      // A title may match beside an answer: the title ranks it, the answer shows why
      if (known !== undefined && known.snippet !== null) continue;
      if (known === undefined && hits.size === input.limit) continue;
      const shown =
        row["kind"] === "title"
          ? { snippet: null, matches: [] }
          : snippetWithMatches(String(row["snippet"]));
      hits.set(
        conversation.id,
        conversationHit.parse({ conversation, ...shown }),
      );
    }
    return [...hits.values()];
  }

  async #stop(condition: string, parameters: SqlRow): Promise<void> {
    const { db, turns } = this.#parts;
    const running = db.all(
      `SELECT id FROM turns WHERE state = 'running'
       AND conversation_id IN (SELECT id FROM conversations WHERE ${condition})`,
      parameters,
    );
    await Promise.all(
      running.map((row) => turns.stop(turnId.parse(row["id"]))),
    );
  }

  #need(conversationId: ConversationId): ConversationSummary {
    const found = findSummary(this.#parts.db, conversationId);
    if (found !== null) return found;
    throw new AppError("not-found", "This conversation is no longer there.");
  }

  #publish(changed: ConversationSummary[], removed: ConversationId[]): void {
    this.#parts.hub.publish({ type: "conversations", changed, removed });
  }
}
