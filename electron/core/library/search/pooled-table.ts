import type { ChunkTable, ScoredChunk } from "#core/ports/chunk-index.ts";
import { wordsOf } from "#core/words/words.ts";

/** BM25's usual constants. */
const saturation = 1.2;
const lengthShare = 0.75;
/** Of the best score: what a chunk gets that its table found by an inflection which is not seen here. */
const unseenShare = 0.05;

export type SearchedTable = Pick<
  ChunkTable,
  | "searchWords"
  | "searchVector"
  | "countRows"
  | "rowsAt"
  | "nearest"
  | "revision"
>;

/**
 * Several tables searched as one. Cosine means the same in each; BM25 does not, for each table counts its own
 * rarities and lengths. So every table names its candidates, and their words are measured again over the pool of
 * them all: Robertson's BM25 with the pool as the collection.
 * `withVectors` are the tables that the question's vector belongs to; the others are searched by words only.
 */
export function pooledTable(
  tables: readonly SearchedTable[],
  withVectors: readonly SearchedTable[],
): SearchedTable {
  return {
    searchWords: async (query, k, options) => {
      const found = await Promise.all(
        tables.map((table) => table.searchWords(query, k, options)),
      );
      return measuredTogether(query, found).slice(0, k);
    },
    searchVector: async (vector, k, options) => {
      const found = await Promise.all(
        withVectors.map((table) => table.searchVector(vector, k, options)),
      );
      return bestFirst(found.flat()).slice(0, k);
    },
    revision: tables.reduce((sum, { revision }) => sum + revision, 0),
    countRows: async () => {
      const rows = await Promise.all(tables.map((table) => table.countRows()));
      return rows.reduce((sum, count) => sum + count, 0);
    },
    rowsAt: async (offsets) => {
      const found: ScoredChunk[] = [];
      let first = 0;
      for (const table of tables) {
        const end = first + (await table.countRows());
        const own = offsets.filter((place) => place >= first && place < end);
        const start = first;
        const rows = await table.rowsAt(own.map((place) => place - start));
        // Vectors of another model can't be compared
        found.push(
          ...(withVectors.includes(table)
            ? rows
            : rows.map(({ chunk, score }) => ({ chunk, score }))),
        );
        first = end;
      }
      return found;
    },
    nearest: async (vector, k, exceptDocumentIds) => {
      const found = await Promise.all(
        withVectors.map((table) => table.nearest(vector, k, exceptDocumentIds)),
      );
      return found
        .flat()
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, k);
    },
  };
}

/** The candidates of all tables, each table's best first, scored by BM25 over them all. */
export function measuredTogether(
  query: string,
  rankings: readonly (readonly ScoredChunk[])[],
): ScoredChunk[] {
  const terms = new Set(wordsOf(query));
  const pool = rankings.flatMap((ranking) =>
    ranking.map((found) => ({
      found,
      share: found.score / (ranking[0]?.score || 1),
      ...countsOf(found.chunk.text, terms),
    })),
  );
  const holding = new Map<string, number>();
  for (const { counts } of pool)
    for (const term of counts.keys())
      holding.set(term, (holding.get(term) ?? 0) + 1);
  const averageLength =
    pool.reduce((sum, { length }) => sum + length, 0) / pool.length || 1;
  const scoreOf = (counts: ReadonlyMap<string, number>, length: number) => {
    const damping =
      saturation * (1 - lengthShare + (lengthShare * length) / averageLength);
    let score = 0;
    for (const [term, count] of counts) {
      const having = holding.get(term) ?? 0;
      const rarity = Math.log(
        1 + (pool.length - having + 0.5) / (having + 0.5),
      );
      score += (rarity * count * (saturation + 1)) / (count + damping);
    }
    return score;
  };
  const scores = pool.map(({ counts, length }) => scoreOf(counts, length));
  const best = scores.reduce((most, score) => Math.max(most, score), 0) || 1;
  return bestFirst(
    pool.map(({ found, share }, index) => {
      const score = scores[index] ?? 0;
      return {
        ...found,
        score: score > 0 ? score : unseenShare * share * best,
      };
    }),
  );
}

function countsOf(
  text: string,
  terms: ReadonlySet<string>,
): { counts: Map<string, number>; length: number } {
  const words = wordsOf(text);
  const counts = new Map<string, number>();
  for (const word of words)
    if (terms.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, length: words.length };
}

const bestFirst = (found: ScoredChunk[]) =>
  found.sort((a, b) => b.score - a.score);
