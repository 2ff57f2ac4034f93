import type { SearchableDocument } from "#core/library/documents/document-rows.ts";
import type { ScoredChunk } from "#core/ports/chunk-index.ts";

/** The documents that one search may show, each looked up once. */
export class ShownDocuments {
  readonly #store: {
    searchable(ids: readonly string[]): Map<string, SearchableDocument>;
  };
  readonly #lookedUp = new Map<string, SearchableDocument | undefined>();

  constructor(store: {
    searchable(ids: readonly string[]): Map<string, SearchableDocument>;
  }) {
    this.#store = store;
  }

  /** Those of these chunks: hundreds take their time, so it is done while the search waits for something else. */
  lookUp(found: readonly Pick<ScoredChunk, "chunk">[]): void {
    const ids = new Set(found.map(({ chunk }) => chunk.documentId));
    const unknown = [...ids].filter((id) => !this.#lookedUp.has(id));
    if (unknown.length === 0) return;
    const searchable = this.#store.searchable(unknown);
    for (const id of unknown) this.#lookedUp.set(id, searchable.get(id));
  }

  /** Of those that were looked up; undefined for one that may not be shown. */
  get(id: string): SearchableDocument | undefined {
    return this.#lookedUp.get(id);
  }
}
