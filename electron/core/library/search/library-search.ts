import { AppError } from "#contract/errors.ts";
import type { Notice } from "#contract/notices.ts";
import {
  notJudged,
  type SearchMode,
  type SearchResult,
} from "#contract/search.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import type { SearchableDocument } from "#core/library/documents/document-rows.ts";
import type {
  ChunkIndex,
  IndexKey,
  ScoredChunk,
} from "#core/ports/chunk-index.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import type { Log } from "#core/ports/log.ts";
import { type Judgement, judge } from "./answerability.ts";
import type { Background } from "./background.ts";
import { Backgrounds } from "./backgrounds.ts";
import type { Candidate } from "./candidate.ts";
import { ChunkFeatures } from "./chunk-features.ts";
import { hybridRanking } from "./hybrid-ranking.ts";
import { hitFrom, passagesOf } from "./passages.ts";
import { dot } from "./pool.ts";
import type { SearchedTable } from "./pooled-table.ts";
import { queryVector } from "./query-vector.ts";
import { searchedIndex } from "./searched-index.ts";
import { ShownDocuments } from "./shown-documents.ts";

/** Of each ranking: enough that what only one of them holds high is measured by the other too. */
const smallestPool = 200;
/** Chunks read for each passage asked for: some merge, some repeat, some are of documents not to be shown. */
const chunksPerPassage = 2;
const largestPool = 16_000;

/** What a search must know of the library's documents. */
interface SearchedDocuments {
  searchable(ids: readonly string[]): Map<string, SearchableDocument>;
  markdown(id: string): string;
  /** Of a workspace: how many are not searchable yet. */
  pending(workspaceId: string): number;
}

export interface LibrarySearchParts {
  index: ChunkIndex;
  embedder: Embedder;
  log: Pick<Log, "error">;
  workspaces: {
    activeIndex(workspaceId: string): IndexKey | null;
    list(): readonly { id: string }[];
  };
  documents: SearchedDocuments;
}

export interface SearchRequest {
  workspaceId: string;
  /** Default: this workspace alone. */
  scope?: SearchScope | undefined;
  /** Only these documents; default: all of the scope. */
  documentIds?: readonly string[] | undefined;
  query: string;
  mode: SearchMode;
  /** Passages wanted, at most. */
  k: number;
}

interface Question {
  query: string;
  vector: Float32Array | null;
  background: Background | null;
}

/** Finds passages in the documents of a workspace, or of all, by words, by meaning, or by both. */
export class LibrarySearch {
  readonly #parts: LibrarySearchParts;
  readonly #backgrounds: Backgrounds;
  #features = new ChunkFeatures();

  constructor(parts: LibrarySearchParts) {
    this.#parts = parts;
    this.#backgrounds = new Backgrounds(parts.embedder, parts.log);
  }

  /** Resolves when nothing goes on behind a search any more. */
  close(): Promise<void> {
    return this.#backgrounds.close();
  }

  /**
   * Passages of documents that are indexed, best first. Hybrid falls back to words where the question can't be
   * made a vector, with a `keyword-only` notice whose params.reason says why. Documents that are not searchable
   * yet are an `index-building` notice.
   * @throws AppError query-empty; model-missing, model-damaged, worker-crashed in semantic mode; data-damaged
   */
  async run(
    request: SearchRequest,
    { signal }: { signal: AbortSignal },
  ): Promise<SearchResult> {
    const query = request.query.trim();
    if (query === "")
      throw new AppError("query-empty", "There is nothing to search for.", {
        advice: "Type a word or a question.",
      });
    const { mode, k } = request;
    const embedder = askedOnce(this.#parts.embedder);
    const { key, name, open, workspaceIds } = await searchedIndex(
      { ...this.#parts, embedder },
      request,
    );
    const documents = new ShownDocuments(this.#parts.documents);
    const pending = workspaceIds.reduce(
      (sum, id) => sum + this.#parts.documents.pending(id),
      0,
    );
    const pool = Math.max(smallestPool, k * chunksPerPassage);
    const searchTable = async () => {
      const table = await open();
      const words = await searchWords(table, query, pool, request);
      documents.lookUp(words);
      return { table, words };
    };
    // Words are found while the question is made a vector
    const [meaning, { table, words }] = await Promise.all([
      queryVector({ embedder, key, query, mode }, { signal }),
      searchTable(),
    ]);
    signal.throwIfAborted();
    const reason = meaning.vector === null ? meaning.reason : null;
    const found =
      table === null
        ? { hits: [], considered: 0, answerability: notJudged }
        : await this.#find(
            table,
            request,
            {
              query,
              vector: meaning.vector,
              background: await this.#backgrounds.of(name, table),
            },
            { pool, words, documents },
            signal,
          );
    return {
      query: request.query,
      mode: reason === null ? mode : "keyword",
      ...found,
      notices: noticesOf(pending, reason),
    };
  }

  /** Reads deeper while passages are wanting and the index may hold more. */
  async #find(
    table: SearchedTable,
    request: SearchRequest,
    { query, vector, background }: Question,
    first: { pool: number; words: ScoredChunk[]; documents: ShownDocuments },
    signal: AbortSignal,
  ): Promise<Pick<SearchResult, "hits" | "considered" | "answerability">> {
    const { mode, k, documentIds } = request;
    if (this.#features.isFull) this.#features = new ChunkFeatures();
    const features = this.#features;
    const { documents } = first;
    for (let pool = first.pool; ; pool *= 4) {
      const [words, meaning] = await Promise.all([
        pool === first.pool
          ? first.words
          : searchWords(table, query, pool, request),
        vector === null
          ? []
          : table.searchVector(vector, pool, { documentIds }),
      ]);
      signal.throwIfAborted();
      const ranking: Candidate[] =
        vector === null
          ? words.map((found) => ({ ...found, foundBy: "words" }))
          : mode === "semantic"
            ? meaning.map((found) => ({ ...found, foundBy: "meaning" }))
            : hybridRanking(vector, words, meaning, features);
      documents.lookUp(ranking);
      const hits = passagesOf(ranking, k, {
        documents,
        textOf: this.#textReader(),
        features,
      });
      const isShown = ({ chunk }: Pick<ScoredChunk, "chunk">) =>
        documents.get(chunk.documentId) !== undefined;
      const isAll = words.length < pool && meaning.length < pool;
      if (hits.length === k || isAll || pool >= largestPool) {
        const considered = ranking.filter(isShown).length;
        const judgement: Judgement =
          hits.length === 0
            ? {
                answerability: { ...notJudged, answerable: "no" },
                isNear: () => undefined,
              }
            : judge(background, {
                question: query,
                similarityOf:
                  vector === null
                    ? null
                    : (found, by) => similarity(vector, found, by),
                words: words.filter(isShown),
                meaning: meaning.filter(isShown),
                features,
                nameOf: (id) => documents.get(id)?.name ?? "",
                hitOf: ({ chunk, score }, foundBy) => {
                  const document = documents.get(chunk.documentId);
                  return document === undefined
                    ? null
                    : hitFrom({ chunk, score, foundBy }, document);
                },
              });
        for (const hit of hits) hit.isNear = judgement.isNear(hit);
        return { hits, considered, answerability: judgement.answerability };
      }
    }
  }

  /** Reads each document's text once per search at most. */
  #textReader(): (documentId: string) => string {
    const texts = new Map<string, string>();
    return (documentId) => {
      const text =
        texts.get(documentId) ?? this.#parts.documents.markdown(documentId);
      texts.set(documentId, text);
      return text;
    };
  }
}

/** The model is looked for at the first question only: it stays the same throughout one search. */
function askedOnce(
  embedder: Embedder,
): Pick<Embedder, "model" | "lastModel" | "embed"> {
  let model: ReturnType<Embedder["model"]> | null = null;
  return {
    lastModel: embedder.lastModel,
    model: (options) => {
      model ??= embedder.model(options);
      return model;
    },
    embed: embedder.embed,
  };
}

function noticesOf(pending: number, reason: string | null): Notice[] {
  const notices: Notice[] = [];
  if (reason !== null)
    notices.push({ code: "keyword-only", params: { reason } });
  if (pending > 0)
    notices.push({ code: "index-building", params: { pending } });
  return notices;
}

/** None where the search is by meaning alone. */
async function searchWords(
  table: SearchedTable | null,
  query: string,
  pool: number,
  { mode, documentIds }: SearchRequest,
): Promise<ScoredChunk[]> {
  return table === null || mode === "semantic"
    ? []
    : table.searchWords(query, pool, { documentIds });
}

/** Null for what words found in an index of another model. */
function similarity(
  question: Float32Array,
  { score, vector }: ScoredChunk,
  by: "words" | "meaning",
): number | null {
  if (by === "meaning") return score;
  return vector?.length === question.length ? dot(question, vector) : null;
}
