import type { SearchHit } from "#contract/search.ts";
import { mean } from "#core/numbers/mean.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Judgements, Query } from "./beir.ts";
import {
  averagePrecision,
  ndcgAt,
  percentile,
  recallAt,
  relevantIn,
} from "./metrics.ts";

const documentsWanted = 100;
const maxPassages = 1000;
/** What a person's own search asks for: this is what is timed. */
const timedPassages = 10;

export interface RetrievalOptions {
  queries: readonly Query[];
  judgements: Judgements;
  /** A search as any other, for k passages. */
  search: (query: string, k: number) => Promise<readonly SearchHit[]>;
  /** The name that a hit's document has in the judgements; null when it is not of the set. */
  documentOf: (hit: SearchHit) => string | null;
  clock: Pick<Clock, "monotonicMs">;
  onProgress?: (done: number, total: number) => void;
}

export interface RetrievalFigures {
  /** Queries that have a relevant document; the others are left out. */
  queries: number;
  ndcg10: number;
  /** Over the first 100 documents. */
  map: number;
  recall10: number;
  recall100: number;
  /** Of a search for ten passages, in milliseconds. */
  queryMs: { p50: number; p95: number };
}

/** Runs every judged query and averages the metrics. A document counts once, at the rank of its best passage. */
export async function evaluateRetrieval(
  options: RetrievalOptions,
  { signal }: { signal: AbortSignal },
): Promise<RetrievalFigures> {
  const { judgements, clock, onProgress } = options;
  const judged = options.queries.filter(
    ({ id }) => relevantIn(judgements.get(id) ?? new Map()) > 0,
  );
  const ndcg10: number[] = [];
  const precision: number[] = [];
  const recall10: number[] = [];
  const recall100: number[] = [];
  const queryMs: number[] = [];
  for (const [index, query] of judged.entries()) {
    signal.throwIfAborted();
    const startedMs = clock.monotonicMs();
    await options.search(query.text, timedPassages);
    queryMs.push(clock.monotonicMs() - startedMs);
    const ranking = await rankDocuments(query.text, options);
    const grades = judgements.get(query.id) ?? new Map();
    ndcg10.push(ndcgAt(10, ranking, grades));
    precision.push(averagePrecision(ranking, grades));
    recall10.push(recallAt(10, ranking, grades));
    recall100.push(recallAt(documentsWanted, ranking, grades));
    onProgress?.(index + 1, judged.length);
  }
  return {
    queries: judged.length,
    ndcg10: mean(ndcg10),
    map: mean(precision),
    recall10: mean(recall10),
    recall100: mean(recall100),
    queryMs: { p50: percentile(0.5, queryMs), p95: percentile(0.95, queryMs) },
  };
}

/** The first 100 documents; asks for more passages while several fall on one document. */
async function rankDocuments(
  query: string,
  { search, documentOf }: RetrievalOptions,
): Promise<string[]> {
  for (let k = documentsWanted * 2; ; k = Math.min(k * 2, maxPassages)) {
    const hits = await search(query, k);
    const documents = new Set(hits.map(documentOf).filter((id) => id !== null));
    if (
      documents.size >= documentsWanted ||
      hits.length < k ||
      k === maxPassages
    )
      return [...documents].slice(0, documentsWanted);
  }
}
