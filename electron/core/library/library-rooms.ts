import type { EventHub } from "#core/events/event-hub.ts";
import type { Jobs } from "#core/jobs/jobs.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import type { Extractor } from "#core/ports/extractor.ts";
import type { Files } from "#core/ports/files.ts";
import type { Log } from "#core/ports/log.ts";
import type { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { DocumentLifecycle } from "./documents/document-lifecycle.ts";
import type { DocumentStore } from "./documents/document-store.ts";
import { LibraryEvents } from "./documents/library-events.ts";
import type { OutcomeListener } from "./documents/outcomes.ts";
import { IndexWriter } from "./indexes/index-writer.ts";
import { Indexes } from "./indexes/indexes.ts";
import { RebuildStore } from "./indexes/rebuild-store.ts";
import { Indexer } from "./indexing/indexer.ts";
import { Deletions } from "./removing/deletions.ts";
import { Eraser } from "./removing/eraser.ts";
import { Removals } from "./removing/removals.ts";
import { Remover } from "./removing/remover.ts";
import { ScanStore } from "./scanning/scan-store.ts";

export interface LibraryParts {
  db: Database;
  clock: Clock;
  log: Log;
  hub: EventHub;
  files: Files;
  extractor: Extractor;
  embedder: Embedder;
  index: ChunkIndex;
  workspaces: WorkspaceStore;
  documents: DocumentStore;
  jobs: Jobs;
}

/** What the library's calls are made of, each of its own room. */
export interface LibraryRooms {
  lifecycle: DocumentLifecycle;
  events: LibraryEvents;
  writer: IndexWriter;
  deletions: Deletions;
  removals: Removals;
  remover: Remover;
  indexer: Indexer;
}

/** Wires the rooms to one another: reading and indexing, writing to the index, removing. */
export function libraryRooms(
  parts: LibraryParts,
  onOutcome: OutcomeListener,
): LibraryRooms {
  const { db, clock, log, hub, documents, index, embedder, workspaces, jobs } =
    parts;
  const { readersVersion } = parts.extractor;
  const lifecycle = new DocumentLifecycle(db, clock, readersVersion);
  const writer = new IndexWriter({
    db,
    index,
    store: lifecycle,
    jobs: jobs.store,
  });
  const eraser = new Eraser({ db, index, log, writer });
  const events = new LibraryEvents({
    hub,
    clock,
    documents,
    jobs: () => jobs.list(),
  });
  const deletions = new Deletions({
    db,
    log,
    jobs: jobs.store,
    events,
    eraser,
  });
  const removals = new Removals(db, clock, deletions);
  const indexing = {
    jobs: jobs.store,
    store: lifecycle,
    removals,
    deletions,
    eraser,
    writer,
    rebuilds: new RebuildStore(db),
  };
  const indexer = new Indexer({
    ...parts,
    ...indexing,
    indexes: new Indexes({ db, log, index, embedder, workspaces, ...indexing }),
    live: jobs.live,
    events,
    scans: new ScanStore(db),
    onOutcome,
  });
  const remover = new Remover({
    db,
    clock,
    log,
    eraser,
    deletions,
    removals,
    writer,
    events,
    interrupt: (ids, change) => indexer.interruptDocuments(ids, change),
  });
  return { lifecycle, events, writer, deletions, removals, remover, indexer };
}
