import type { DocumentSummary } from "#contract/library.ts";
import type { SearchResult } from "#contract/search.ts";
import type { StartOverview } from "#contract/start.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import { blocksFrom } from "#core/library/documents/document-rows.ts";
import type { DocumentStore } from "#core/library/documents/document-store.ts";
import type { LibrarySearch } from "#core/library/search/library-search.ts";
import type { Database } from "#core/ports/database.ts";
import {
  type QuestionCandidate,
  questionCandidates,
} from "./question-candidates.ts";

const maxRecent = 5;
const maxQuestions = 3;
/** Documents that are looked at for a question, and the part of each: this is asked at every empty screen. */
const maxLookedAt = 8;
const maxTextChars = 30_000;
const hitsLookedAt = 3;

export interface StartParts {
  db: Database;
  documents: Pick<DocumentStore, "getMany">;
  search: Pick<LibrarySearch, "run">;
}

export interface StartRequest {
  workspaceId: string;
  scope: SearchScope;
  /** What questions are made of, with {name} and {topic} in it. */
  questionAbout: string;
}

/** What an empty conversation begins with: the newest documents, and questions that they answer. */
export class Start {
  readonly #parts: StartParts;
  /** By request; made again when other documents are the newest. */
  readonly #known = new Map<
    string,
    { of: string; questions: StartOverview["questions"] }
  >();

  constructor(parts: StartParts) {
    this.#parts = parts;
  }

  /** @throws AppError data-damaged */
  async overview(
    request: StartRequest,
    { signal }: { signal: AbortSignal },
  ): Promise<StartOverview> {
    const newest = this.#newest(request);
    return {
      recent: newest.slice(0, maxRecent),
      questions: await this.#questions(request, newest, signal),
    };
  }

  #newest({ workspaceId, scope }: StartRequest): DocumentSummary[] {
    const { db, documents } = this.#parts;
    const isAll = scope === "everything";
    const rows = db.all(
      `SELECT id FROM documents WHERE status = 'indexed'
       ${isAll ? "" : "AND workspace_id = :workspaceId"}
       ORDER BY added_at DESC, path LIMIT ${maxLookedAt}`,
      isAll ? {} : { workspaceId },
    );
    const ids = rows.map((row) => String(row["id"]));
    const known = documents.getMany(ids);
    return ids.flatMap((id) => known.get(id) ?? []);
  }

  async #questions(
    request: StartRequest,
    newest: readonly DocumentSummary[],
    signal: AbortSignal,
  ): Promise<StartOverview["questions"]> {
    const key = `${request.scope} ${request.workspaceId} ${request.questionAbout}`;
    const of = newest.map(({ id, indexedAt }) => `${id} ${indexedAt}`).join();
    const known = this.#known.get(key);
    if (known?.of === of) return known.questions;
    const questions: StartOverview["questions"] = [];
    for (const { id, name } of newest) {
      if (questions.length === maxQuestions) break;
      const question = await this.#answerable(request, id, name, signal);
      if (question !== null) questions.push({ question, documentId: id });
    }
    this.#known.set(key, { of, questions });
    return questions;
  }

  /** The first candidate of this document that the search answers out of the text that it was made from. */
  async #answerable(
    request: StartRequest,
    documentId: string,
    name: string,
    signal: AbortSignal,
  ): Promise<string | null> {
    const row = this.#parts.db.get(
      `SELECT substr(text, 1, ${maxTextChars}) AS text, blocks FROM document_texts WHERE document_id = :documentId`,
      { documentId },
    );
    const { workspaceId, scope, questionAbout } = request;
    for (const candidate of questionCandidates(
      { name, questionAbout },
      String(row?.["text"] ?? ""),
      blocksFrom(row?.["blocks"] ?? "[]"),
    )) {
      const found = await this.#parts.search.run(
        {
          workspaceId,
          scope,
          query: candidate.question,
          mode: "hybrid",
          k: hitsLookedAt,
        },
        { signal },
      );
      if (isAnswered(found, documentId, candidate)) return candidate.question;
    }
    return null;
  }
}

function isAnswered(
  { hits, answerability }: SearchResult,
  documentId: string,
  { start, end }: QuestionCandidate,
): boolean {
  return (
    answerability.answerable !== "no" &&
    hits.some(
      (hit) =>
        hit.documentId === documentId && hit.start < end && hit.end > start,
    )
  );
}
