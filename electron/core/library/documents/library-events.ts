import { documentId, workspaceId as workspaceIdSchema } from "#contract/ids.ts";
import type { JobProgress } from "#contract/jobs.ts";
import type { DocumentSummary } from "#contract/library.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { DocumentStore } from "./document-store.ts";

/** At most four times a second: a person sees no more, and a client has other work. */
const intervalMs = 250;
const maxDocuments = 100;

interface Changes {
  changed: Set<string>;
  removed: Set<string>;
}

/** Tells clients what changed in the library and its jobs, coalesced. */
export class LibraryEvents {
  readonly #hub: EventHub;
  readonly #clock: Clock;
  readonly #documents: Pick<DocumentStore, "getMany" | "counts">;
  readonly #jobs: () => JobProgress[];
  readonly #changes = new Map<string, Changes>();
  #isJobsChanged = false;
  #lastMs = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | null = null;

  constructor(parts: {
    hub: EventHub;
    clock: Clock;
    documents: Pick<DocumentStore, "getMany" | "counts">;
    jobs: () => JobProgress[];
  }) {
    this.#hub = parts.hub;
    this.#clock = parts.clock;
    this.#documents = parts.documents;
    this.#jobs = parts.jobs;
  }

  documentChanged(workspaceId: string, id: string): void {
    // Beyond what is sent, only that there is more matters
    const { changed } = this.#of(workspaceId);
    if (changed.size <= maxDocuments) changed.add(id);
    this.#schedule();
  }

  documentsRemoved(workspaceId: string, ids: readonly string[]): void {
    const changes = this.#of(workspaceId);
    for (const id of ids) {
      changes.changed.delete(id);
      changes.removed.add(id);
    }
    this.#schedule();
  }

  jobsChanged(): void {
    this.#isJobsChanged = true;
    this.#schedule();
  }

  /** Sends what is waiting, at once. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#lastMs = this.#clock.monotonicMs();
    for (const [workspaceId, changes] of this.#changes)
      this.#publish(workspaceId, changes);
    this.#changes.clear();
    if (this.#isJobsChanged)
      this.#hub.publish({ type: "jobs", jobs: this.#jobs() });
    this.#isJobsChanged = false;
  }

  #publish(workspaceId: string, { changed, removed }: Changes): void {
    const ids = [...changed];
    const found = this.#documents.getMany(ids.slice(0, maxDocuments));
    const summaries: DocumentSummary[] = [...found.values()];
    this.#hub.publish({
      type: "documents",
      workspaceId: workspaceIdSchema.parse(workspaceId),
      changed: summaries,
      removed: [...removed].map((id) => documentId.parse(id)),
      isTruncated: ids.length > maxDocuments,
      counts: this.#documents.counts(workspaceId),
    });
  }

  #of(workspaceId: string): Changes {
    const known = this.#changes.get(workspaceId);
    if (known !== undefined) return known;
    const changes = { changed: new Set<string>(), removed: new Set<string>() };
    this.#changes.set(workspaceId, changes);
    return changes;
  }

  #schedule(): void {
    if (this.#cancel !== null) return;
    const dueMs = this.#lastMs + intervalMs - this.#clock.monotonicMs();
    this.#cancel = this.#clock.after(Math.max(0, dueMs), () => this.flush());
  }
}
