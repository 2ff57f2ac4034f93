import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AppEvent } from "#contract/events.ts";
import type { JobProgress } from "#contract/jobs.ts";
import { EventHub } from "#core/events/event-hub.ts";
import { Jobs } from "#core/jobs/jobs.ts";
import { DocumentStore } from "#core/library/documents/document-store.ts";
import { Library } from "#core/library/library.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import type { Extractor } from "#core/ports/extractor.ts";
import type { Files } from "#core/ports/files.ts";
import type { Log } from "#core/ports/log.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { createNodeFiles } from "#native/files/node-files.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { createLanceIndex } from "#native/vectors/lance-index.ts";

export interface LibraryFixture {
  folder: string;
  library: Library;
  jobs: Jobs;
  documents: DocumentStore;
  workspaces: WorkspaceStore;
  index: ChunkIndex;
  hub: EventHub;
  events: AppEvent[];
  files: Files;
  database: ReturnType<typeof createDatabase>["database"];
  workspaceId: string;
  /** Resolves with the job when it is in one of the states. */
  reached(
    jobId: string,
    ...states: JobProgress["state"][]
  ): Promise<JobProgress>;
  /** Resolves after the first event for which this holds, from the start on. */
  seen(isIt: (event: AppEvent) => boolean): Promise<void>;
  /** Ends everything but leaves the folder, so that another fixture can go on with it. */
  close(): Promise<void>;
}

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "hearth-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A library over real SQLite, real LanceDB and real files; extractor and embedder are given. */
export function openLibrary(parts: {
  dataFolder: string;
  extractor: Extractor;
  embedder: Embedder;
  log?: Log;
  clock?: Clock;
  files?: Files;
  index?: (real: ChunkIndex) => ChunkIndex;
}): LibraryFixture {
  const { dataFolder, extractor, embedder } = parts;
  const clock = parts.clock ?? systemClock;
  const log = parts.log ?? silentLog;
  const opened = createDatabase({
    file: join(dataFolder, "hearth.db"),
    log,
    clock,
  });
  const db = opened.database;
  const real = createLanceIndex({ folder: join(dataFolder, "index") });
  const index = parts.index?.(real) ?? real;
  const hub = new EventHub();
  const events: AppEvent[] = [];
  const waiting = new Set<() => void>();
  const ended = new AbortController();
  const listening = (async () => {
    for await (const event of hub.subscribe(() => [], {
      signal: ended.signal,
    })) {
      events.push(event);
      for (const check of waiting) check();
    }
  })();
  const workspaces = new WorkspaceStore(db, clock);
  const documents = new DocumentStore(db);
  const files = parts.files ?? createNodeFiles({ dataFolder });
  const jobs = new Jobs({ db, clock });
  const library = new Library({
    jobs,
    db,
    clock,
    log,
    hub,
    files,
    extractor,
    embedder,
    index,
    workspaces,
    documents,
  });
  const until = <Result>(find: () => Result | undefined): Promise<Result> =>
    new Promise((resolve) => {
      const check = () => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      check();
    });
  return {
    folder: dataFolder,
    library,
    jobs,
    documents,
    workspaces,
    index,
    hub,
    events,
    files,
    database: db,
    workspaceId: workspaces.default().id,
    reached: (jobId, ...states) =>
      until(() =>
        jobs
          .list()
          .find((job) => job.id === jobId && states.includes(job.state)),
      ),
    seen: (isIt) =>
      until(() => (events.some(isIt) ? true : undefined)).then(() => undefined),
    close: async () => {
      await library.close();
      ended.abort();
      await listening;
      await index.close();
      opened.close();
    },
  };
}
