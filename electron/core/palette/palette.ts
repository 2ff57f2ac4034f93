import type { ConversationHit } from "#contract/conversations.ts";
import type { Mentionable, PaletteResult } from "#contract/palette.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import { findSummary } from "#core/chat/conversation-rows.ts";
import type { DocumentStore } from "#core/library/documents/document-store.ts";
import type { LibrarySearch } from "#core/library/search/library-search.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";
import { matchName, queryWords, type Range } from "./match-words.ts";
import { mentionable } from "./mentionable.ts";
import { passagesShown } from "./passages-shown.ts";
import { snippetOf } from "./plain-snippet.ts";

/** The newest names that are looked through: more would be felt at each key. */
const maxNames = 20_000;
const maxTitles = 5_000;
const maxOfAGroup = 6;
/** Passages of which the best of some files are shown. */
const candidates = 20;

export interface PaletteParts {
  db: Database;
  documents: Pick<DocumentStore, "getMany">;
  conversations: {
    search(input: { query: string; limit: number }): ConversationHit[];
  };
  search: Pick<LibrarySearch, "run">;
}

export interface PaletteRequest {
  workspaceId: string;
  scope: SearchScope;
  query: string;
}

/** What a few typed words may mean: passages inside documents, documents and conversations by name, typos forgiven. */
export class Palette {
  readonly #parts: PaletteParts;

  constructor(parts: PaletteParts) {
    this.#parts = parts;
  }

  /** @throws AppError data-damaged */
  async find(
    request: PaletteRequest,
    { signal }: { signal: AbortSignal },
  ): Promise<PaletteResult> {
    const words = queryWords(request.query);
    if (words.length === 0)
      return { passages: [], documents: [], conversations: [] };
    const found = await this.#parts.search.run(
      { ...request, mode: "hybrid", k: candidates },
      { signal },
    );
    return {
      passages: passagesShown(found, words, maxOfAGroup),
      documents: this.#documents(request, words),
      conversations: this.#conversations(request.query, words),
    };
  }

  /** What a question may be kept to, by name; the newest where nothing is typed. */
  mentionable(request: PaletteRequest): Mentionable[] {
    return mentionable(this.#parts.db, request);
  }

  #documents(
    { workspaceId, scope }: PaletteRequest,
    words: readonly string[],
  ): PaletteResult["documents"] {
    const { db, documents } = this.#parts;
    const isAll = scope === "everything";
    const rows = db.all(
      `SELECT id, name FROM documents WHERE status <> 'removed'
       ${isAll ? "" : "AND workspace_id = :workspaceId"}
       ORDER BY added_at DESC LIMIT ${maxNames}`,
      isAll ? {} : { workspaceId },
    );
    const best = bestOf(rows, "name", words);
    const known = documents.getMany(best.map(({ id }) => id));
    return best.flatMap(({ id, matches }) => {
      const document = known.get(id);
      return document === undefined ? [] : [{ document, matches }];
    });
  }

  /** Those that were found by what was said, then those whose title is nearly what was typed. */
  #conversations(
    query: string,
    words: readonly string[],
  ): PaletteResult["conversations"] {
    const { db, conversations } = this.#parts;
    const said = conversations.search({ query, limit: maxOfAGroup });
    const rows = db.all(
      `SELECT id, title FROM conversations ORDER BY updated_at DESC LIMIT ${maxTitles}`,
    );
    const titled = bestOf(rows, "title", words).flatMap(({ id }) => {
      const conversation = findSummary(db, id);
      return conversation === null ||
        said.some((hit) => hit.conversation.id === id)
        ? []
        : [{ conversation, snippet: null, matches: [] }];
    });
    return [...said, ...titled].slice(0, maxOfAGroup).map((hit) => ({
      ...hit,
      ...(hit.snippet === null ? {} : saidLine(hit.snippet, words)),
      titleMatches: matchName(hit.conversation.title, words).matches,
    }));
  }
}

/** What was said, as text: an answer is Markdown, of which a snippet shows one line, and numbers of sources. */
function saidLine(snippet: string, words: readonly string[]) {
  return snippetOf(
    snippet
      .replace(/\[\d{1,3}(?:[,–-] ?\d{1,3}){0,9}\]/g, " ")
      .replace(/ (?:>|#{1,6}|[-+]) /g, " "),
    words,
  );
}

/** Best fit first; the newest of equals. */
function bestOf(
  rows: readonly SqlRow[],
  column: string,
  words: readonly string[],
): { id: string; matches: Range[] }[] {
  return rows
    .flatMap((row) => {
      const { score, matches } = matchName(String(row[column]), words);
      return score === 0 ? [] : [{ id: String(row["id"]), score, matches }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, maxOfAGroup);
}
