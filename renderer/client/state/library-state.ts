import { createStore, type StoreApi } from "zustand/vanilla";
import type { AppEvent } from "#contract/events.ts";
import type { DocumentId, WorkspaceId } from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";
import type { JobProgress } from "#contract/jobs.ts";
import type {
  DocumentFilter,
  DocumentSort,
  DocumentSummary,
  LibraryCounts,
} from "#contract/library.ts";

export type DocumentsEvent = Extract<AppEvent, { type: "documents" }>;

export interface LibraryView {
  workspaceId: WorkspaceId;
  filter: string;
  status: DocumentFilter | null;
  sort: DocumentSort;
  direction: "ascending" | "descending";
}

/** Everything, newest first. */
export const wholeLibrary: Omit<LibraryView, "workspaceId"> = {
  filter: "",
  status: null,
  sort: "added",
  direction: "descending",
};

/** Documents that were removed and can be had back. */
export interface Removal {
  workspaceId: WorkspaceId;
  ids: readonly DocumentId[];
  /** Milliseconds since 1970. */
  until: number;
}

export interface LibraryState {
  jobs: readonly JobProgress[];
  /** Of the workspace in view; null until known. */
  counts: LibraryCounts | null;
  view: LibraryView | null;
  /** Documents of the view by their place in it; holes are not loaded yet. */
  documents: readonly (DocumentSummary | undefined)[];
  isLoaded: boolean;
  /** The last one, while it can be undone. */
  removal: Removal | null;
  /** Of the workspace in view. */
  remove(ids: readonly DocumentId[]): Promise<void>;
  undoRemoval(): Promise<void>;
  forgetRemoval(): void;
  /** Shows another workspace or filter, from the first page. */
  show(view: LibraryView): Promise<void>;
  /** Loads the pages that hold these places and are not there yet. */
  need(first: number, last: number): Promise<void>;
  /** Loads again what was loaded, after changes that were too many to send. */
  refresh(): Promise<void>;
  apply(event: DocumentsEvent): void;
}

const pageSize = 100;

export function createLibraryState(
  client: HearthClient,
): StoreApi<LibraryState> {
  return createStore<LibraryState>((set, get) => {
    const loading = new Map<number, Promise<void>>();
    /** A view that was left while a page was on its way gets none of it. */
    let generation = 0;
    let refreshWanted = false;

    const loadPage = (page: number): Promise<void> => {
      const running = loading.get(page);
      if (running !== undefined) return running;
      const { view } = get();
      if (view === null) return Promise.resolve();
      const asked = generation;
      const { status, ...rest } = view;
      const load = client.library
        .list({
          ...rest,
          ...(status === null ? {} : { status }),
          offset: page * pageSize,
          limit: pageSize,
        })
        .then((result) => {
          if (asked !== generation) return;
          const documents = get().documents.slice(0, result.total);
          documents.length = result.total;
          result.documents.forEach((item, index) => {
            documents[page * pageSize + index] = item;
          });
          set({ documents, counts: result.counts, isLoaded: true });
        })
        .finally(() => loading.delete(page));
      loading.set(page, load);
      return load;
    };

    return {
      jobs: [],
      counts: null,
      view: null,
      documents: [],
      isLoaded: false,
      removal: null,
      remove: async (ids) => {
        const workspaceId = get().view?.workspaceId;
        if (workspaceId === undefined) return;
        const { restorableUntil } = await client.library.remove({
          workspaceId,
          documentIds: [...ids],
        });
        set({
          removal:
            restorableUntil === null
              ? null
              : { workspaceId, ids, until: restorableUntil },
        });
        await get().refresh();
      },
      undoRemoval: async () => {
        const { removal } = get();
        if (removal === null) return;
        set({ removal: null });
        await client.library.restore({
          workspaceId: removal.workspaceId,
          documentIds: [...removal.ids],
        });
        await get().refresh();
      },
      forgetRemoval: () => set({ removal: null }),
      show: async (view) => {
        generation += 1;
        loading.clear();
        const isOther = get().view?.workspaceId !== view.workspaceId;
        set({
          view,
          ...(isOther ? { documents: [], isLoaded: false, counts: null } : {}),
        });
        await loadPage(0);
      },
      need: async (first, last) => {
        const pages: Promise<void>[] = [];
        for (
          let page = Math.floor(first / pageSize);
          page * pageSize <= last;
          page++
        )
          if (get().documents[Math.max(first, page * pageSize)] === undefined)
            pages.push(loadPage(page));
        await Promise.all(pages);
      },
      refresh: async () => {
        if (refreshWanted) return;
        refreshWanted = true;
        await Promise.all(loading.values());
        refreshWanted = false;
        const loaded = new Set<number>([0]);
        get().documents.forEach((item, index) => {
          if (item !== undefined) loaded.add(Math.floor(index / pageSize));
        });
        await Promise.all([...loaded].map(loadPage));
      },
      apply: ({ workspaceId, changed, removed, isTruncated, counts }) => {
        const { view, documents } = get();
        if (view?.workspaceId !== workspaceId) return;
        const byId = new Map(changed.map((item) => [item.id, item]));
        let known = 0;
        const next = documents.map((item) => {
          const fresh = item && byId.get(item.id);
          if (fresh) known += 1;
          return fresh ?? item;
        });
        set({ counts, ...(known > 0 ? { documents: next } : {}) });
        // Something came, went or moved between filters: places have shifted
        if (isTruncated || removed.length > 0 || known < byId.size)
          void get().refresh();
      },
    };
  });
}
