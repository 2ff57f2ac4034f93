import { AppError } from "#contract/errors.ts";
import type { ConversationId } from "#contract/ids.ts";
import type { JobProgress } from "#contract/jobs.ts";
import type { Workspace } from "#contract/workspaces.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import type { Database } from "#core/ports/database.ts";
import type { WorkspaceStore } from "./workspace-store.ts";

export interface WorkspacesParts {
  db: Database;
  hub: EventHub;
  store: WorkspaceStore;
  index: Pick<ChunkIndex, "dropExcept">;
  /** Whether a document's file is Hearth's own, which is deleted with it. */
  isCopy: (path: string) => boolean;
  jobs: {
    list(): JobProgress[];
    cancel(id: string): Promise<JobProgress>;
  };
  conversations: {
    stopOf(workspaceId: string): Promise<void>;
    deleteOf(workspaceId: string): ConversationId[];
  };
  library: {
    removeWorkspace(id: string, change: () => void): Promise<void>;
  };
}

/** The workspaces as a person manages them: each change is told to every client. */
export class Workspaces {
  readonly #parts: WorkspacesParts;

  constructor(parts: WorkspacesParts) {
    this.#parts = parts;
  }

  list(): Workspace[] {
    return this.#parts.store.list();
  }

  /** @throws AppError not-found */
  get(id: string): Workspace {
    return this.#parts.store.get(id);
  }

  /** @throws AppError invalid-request where the name is taken */
  create(name: string): Workspace {
    const created = this.#parts.store.create(name);
    this.#publish();
    return created;
  }

  /** @throws AppError not-found, invalid-request where the name is taken */
  rename(id: string, name: string): Workspace {
    const renamed = this.#parts.store.rename(id, name);
    this.#publish();
    return renamed;
  }

  /** What removing it would take along. @throws AppError not-found */
  contents(id: string): {
    documents: number;
    copies: number;
    conversations: number;
  } {
    const { store, db, isCopy } = this.#parts;
    store.get(id);
    const paths = db
      .all(
        "SELECT path FROM documents WHERE workspace_id = :id AND status <> 'removed'",
        { id },
      )
      .map((row) => String(row["path"]));
    const row = db.get(
      "SELECT count(*) AS conversations FROM conversations WHERE workspace_id = :id",
      { id },
    );
    return {
      documents: paths.length,
      copies: paths.filter(isCopy).length,
      conversations: Number(row?.["conversations"] ?? 0),
    };
  }

  /**
   * Forgets a workspace with all that is in it; the person's files are never touched. Its jobs are cancelled and its
   * answers stopped first. @throws AppError not-found, invalid-request for the default one
   */
  async remove(id: string): Promise<void> {
    const { store, jobs, conversations, library, hub } = this.#parts;
    if (store.get(id).isDefault)
      throw new AppError(
        "invalid-request",
        "The first workspace can't be deleted.",
        { advice: "Remove its documents in the library instead." },
      );
    for (const job of jobs.list())
      if (job.workspaceId === id && job.finishedAt === null)
        await jobs.cancel(job.id);
    await conversations.stopOf(id);
    let removed: ConversationId[] = [];
    await library.removeWorkspace(id, () => {
      removed = conversations.deleteOf(id);
      store.delete(id);
    });
    hub.publish({ type: "conversations", changed: [], removed });
    hub.publish({ type: "jobs", jobs: jobs.list() });
    this.#publish();
  }

  /** At start: Hearth may have ended between forgetting a workspace and dropping its index. */
  async dropOrphans(): Promise<void> {
    const { store, index } = this.#parts;
    await index.dropExcept(store.list().map(({ id }) => id));
  }

  #publish(): void {
    this.#parts.hub.publish({ type: "workspaces", workspaces: this.list() });
  }
}
