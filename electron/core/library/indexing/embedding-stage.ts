import { AppError } from "#contract/errors.ts";
import { abortable } from "#core/concurrency/abortable.ts";
import type { Channel } from "#core/concurrency/channel.ts";
import type { ChunkedDocument } from "#core/library/documents/chunked-document.ts";
import {
  isKeywordOnly,
  isSameModel,
} from "#core/library/indexes/index-choice.ts";
import type { EmbeddedDocument } from "#core/library/indexes/index-writer.ts";
import type { IndexKey } from "#core/ports/chunk-index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Embedder, EmbeddingModel } from "#core/ports/embedder.ts";
import { isWorkerDeath } from "./worker-death.ts";

/** Texts of one call to the embedder: a second of work on one core. */
const textsPerCall = 64;
/** Calls that it has before it: it never waits for the next while documents come one by one. */
const callsAtOnce = 4;
/** A batch is written when it holds this many chunks, */
const chunksPerWrite = 1_000;
/** or when its first document has waited this long to become searchable. */
const maxWaitMs = 2_000;

/** A chunk's share of what may wait, beside its text. */
const chunkOverhead = 1_000;

export interface ToEmbed {
  chunked: ChunkedDocument;
  key: IndexKey;
}

export interface EmbeddingStage {
  clock: Clock;
  embedder: Embedder;
  /** What the keys were made for. */
  model: EmbeddingModel | null;
  signal: AbortSignal;
  /** Done embedding this share, 0 to 1, of a document's chunks. */
  onProgress: (documentId: string, share: number) => void;
  /** A process works on these from now on, or has done with them. */
  setInHand: (documentIds: readonly string[], isInHand: boolean) => void;
  /** The worker died in the middle of this group, none of which is embedded. */
  onWorkerDeath: (group: readonly ChunkedDocument[]) => void;
  write: (batch: EmbeddedDocument[]) => Promise<void>;
}

/** Embeds what comes through the channel and writes it in batches, until the channel ends. Writing overlaps with embedding. */
export async function embedAndWrite(
  source: Channel<ToEmbed>,
  stage: EmbeddingStage,
): Promise<void> {
  const { clock } = stage;
  let waiting: EmbeddedDocument[] = [];
  let waitingSince = 0;
  let writing: Promise<void> = Promise.resolve();
  const embedding: Promise<EmbeddedDocument[]>[] = [];
  const failure = Promise.withResolvers<never>();
  // Only who waits for the next document hears of it
  failure.promise.catch(() => undefined);

  const write = async () => {
    const batch = waiting;
    waiting = [];
    await writing;
    if (batch.length === 0) return;
    writing = stage.write(batch);
    writing.catch(failure.reject);
  };

  const collect = async (most: number) => {
    while (embedding.length > most)
      waiting.push(...((await embedding.shift()) ?? []));
  };

  try {
    for (;;) {
      const isIdle = waiting.length + embedding.length === 0;
      const leftMs = Math.max(
        0,
        waitingSince + maxWaitMs - clock.monotonicMs(),
      );
      const taken = await Promise.race([
        source.take(clock, isIdle ? null : leftMs),
        failure.promise,
      ]);
      if (taken === "ended") break;
      if (taken !== "late") {
        const group = await gather(source, taken.item, clock);
        if (isIdle) waitingSince = clock.monotonicMs();
        const embedded = embedOrReport(group, stage);
        embedded.catch(failure.reject);
        embedding.push(embedded);
        await collect(callsAtOnce - 1);
      } else await collect(0);
      const isDue =
        taken === "late" || clock.monotonicMs() - waitingSince >= maxWaitMs;
      if (isDue || chunksIn(waiting) >= chunksPerWrite) {
        await write();
        waitingSince = clock.monotonicMs();
      }
    }
    await collect(0);
    await write();
  } finally {
    // Also when stopping: what has begun to be written is written to its end, and nothing is left running
    await Promise.allSettled(embedding);
    await writing;
  }
}

async function gather(
  source: Channel<ToEmbed>,
  first: ToEmbed,
  clock: Clock,
): Promise<ToEmbed[]> {
  const group = [first];
  let texts = first.chunked.chunks.length;
  while (texts < textsPerCall && !source.isEmpty) {
    const next = await source.take(clock, 0);
    if (next === "ended" || next === "late") break;
    group.push(next.item);
    texts += next.item.chunked.chunks.length;
  }
  return group;
}

/** Embeds those whose work was not called off meanwhile; none of them when the worker dies. */
async function embedOrReport(
  taken: readonly ToEmbed[],
  stage: EmbeddingStage,
): Promise<EmbeddedDocument[]> {
  const group = taken.filter(({ chunked }) => !chunked.signal.aborted);
  const ids = group.map(({ chunked }) => chunked.document.id);
  stage.setInHand(ids, true);
  try {
    const embedded = await embedGroup(group, stage);
    stage.setInHand(
      embedded
        .filter(({ chunked }) => !chunked.signal.aborted)
        .map(({ chunked }) => chunked.document.id),
      false,
    );
    return embedded;
  } catch (error) {
    stage.signal.throwIfAborted();
    if (!isWorkerDeath(error)) throw error;
    stage.onWorkerDeath(
      group.flatMap(({ chunked }) => (chunked.signal.aborted ? [] : [chunked])),
    );
    return [];
  }
}

async function embedGroup(
  group: readonly ToEmbed[],
  stage: EmbeddingStage,
): Promise<EmbeddedDocument[]> {
  const embedded = group.map(({ chunked, key }) => ({
    chunked,
    key,
    vectors: chunked.chunks.map((): Float32Array | null => null),
  }));
  const places = embedded.flatMap((one) =>
    isKeywordOnly(one.key)
      ? []
      : one.chunked.chunks.map((chunk, place) => ({
          one,
          place,
          text: chunk.embeddingText,
        })),
  );
  for (let from = 0; from < places.length; from += textsPerCall) {
    const part = places.slice(from, from + textsPerCall);
    const vectors = await embed(
      part.map(({ text }) => text),
      stage,
    );
    for (const [at, { one, place }] of part.entries()) {
      one.vectors[place] = vectors[at] ?? null;
      const isLastOfPart = part[at + 1]?.one !== one;
      if (isLastOfPart)
        stage.onProgress(
          one.chunked.document.id,
          (place + 1) / one.chunked.chunks.length,
        );
    }
  }
  if (places.length > 0) await checkModel(stage);
  return embedded;
}

/** Vectors of another model must not get into this one's index. @throws AppError model-missing when it was exchanged meanwhile */
async function checkModel({ embedder, model }: EmbeddingStage): Promise<void> {
  if (isSameModel(await embedder.model(), model)) return;
  throw new AppError(
    "model-missing",
    "The embedding model was exchanged while documents were read.",
  );
}

function embed(
  texts: readonly string[],
  { embedder, signal }: EmbeddingStage,
): Promise<Float32Array[]> {
  return abortable(embedder.embed(texts, { kind: "passage", signal }), signal);
}

function chunksIn(batch: readonly EmbeddedDocument[]): number {
  return batch.reduce((sum, { chunked }) => sum + chunked.chunks.length, 0);
}

/** In characters, about. */
export function weightOf({ chunked }: ToEmbed): number {
  return chunked.chunks.reduce(
    (sum, { text }) => sum + text.length + chunkOverhead,
    chunkOverhead,
  );
}
