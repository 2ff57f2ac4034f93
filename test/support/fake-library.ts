import type { DocumentId, WorkspaceId } from "#contract/ids.ts";
import type {
  DocumentFilter,
  DocumentOutline,
  DocumentSort,
  DocumentStatus,
  DocumentSummary,
  LibraryCounts,
} from "#contract/library.ts";
import type { Mentionable } from "#contract/palette.ts";
import { fakeDocuments, leaseText } from "./fake-documents.ts";

/** The documents of the pictures, and as many more as are asked for. All have the text of the lease. */
export class FakeLibrary {
  #documents: DocumentSummary[];
  #removed: DocumentSummary[] = [];

  constructor(workspaceId: WorkspaceId, nowMs: number, count: number) {
    this.#documents = count === 0 ? [] : fakeDocuments(workspaceId, nowMs);
    const [first] = this.#documents;
    if (first === undefined) return;
    for (let index = this.#documents.length; index < count; index++)
      this.#documents.push({
        ...first,
        id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}` as DocumentId,
        name: `Document ${index + 1}.pdf`,
      });
  }

  counts(workspaceId: WorkspaceId): LibraryCounts {
    const own = this.#documents.filter(
      (document) => document.workspaceId === workspaceId,
    );
    const count = (...wanted: DocumentStatus[]) =>
      own.filter(({ status }) => wanted.includes(status)).length;
    return {
      total: own.length,
      queued: count("queued"),
      working: count("extracting", "embedding"),
      indexed: count("indexed"),
      failed: count("failed"),
      needYou: own.filter(needsYou).length,
      skipped: count("skipped"),
    };
  }

  list(input: {
    workspaceId: WorkspaceId;
    filter: string;
    status?: DocumentFilter | undefined;
    sort?: DocumentSort;
    direction?: "ascending" | "descending" | undefined;
    offset: number;
    limit: number;
  }) {
    const matching = this.#documents.filter(
      (item) =>
        item.workspaceId === input.workspaceId &&
        item.name.toLowerCase().includes(input.filter.toLowerCase()) &&
        (input.status === undefined ||
          (input.status === "needs-you"
            ? needsYou(item)
            : item.status === input.status)),
    );
    const { sort = "added" } = input;
    // As they stand they are the newest first
    if (sort !== "added")
      matching.sort((a, b) =>
        sort === "size"
          ? a.sizeBytes - b.sizeBytes
          : String(a[sort]).localeCompare(String(b[sort])),
      );
    const isTurned = sort === "added" ? "ascending" : "descending";
    if (input.direction === isTurned) matching.reverse();
    return {
      documents: matching.slice(input.offset, input.offset + input.limit),
      total: matching.length,
      counts: this.counts(input.workspaceId),
    };
  }

  /** Those with the query in their name, folders before documents. */
  mentionable(workspaceId: WorkspaceId, query: string): Mentionable[] {
    const { documents } = this.list({
      workspaceId,
      filter: query,
      status: "indexed",
      offset: 0,
      limit: 6,
    });
    const folder = "/home/ana/Documents";
    const isFolder = "contracts".includes(query.toLowerCase());
    return [
      ...(isFolder
        ? [
            {
              kind: "folder" as const,
              path: `${folder}/Contracts`,
              name: "Contracts",
              folder,
              documents: 12,
            },
          ]
        : []),
      ...documents.map(({ id, name, folder: lies }) => ({
        kind: "document" as const,
        documentId: id,
        name,
        folder: lies,
      })),
    ];
  }

  named(
    ids: readonly DocumentId[],
  ): { documentId: DocumentId; name: string }[] {
    return this.#documents
      .filter(({ id }) => ids.includes(id))
      .map(({ id, name }) => ({ documentId: id, name }));
  }

  addText(name: string, path: string): void {
    const [first] = this.#documents;
    if (first === undefined) throw new Error("Nothing to be like");
    this.#documents.unshift({
      ...first,
      id: globalThis.crypto.randomUUID() as DocumentId,
      name,
      path,
      status: "indexed",
    });
  }

  at(index: number): DocumentSummary | undefined {
    return this.#documents[index];
  }

  get(id: DocumentId): DocumentSummary | undefined {
    return this.#documents.find((document) => document.id === id);
  }

  remove(ids: readonly DocumentId[]): void {
    this.#removed.push(...this.#documents.filter(({ id }) => ids.includes(id)));
    this.#documents = this.#documents.filter(({ id }) => !ids.includes(id));
  }

  restore(ids: readonly DocumentId[]): number {
    const back = this.#removed.filter(({ id }) => ids.includes(id));
    this.#documents = [...this.#documents, ...back].toSorted((a, b) =>
      a.id.localeCompare(b.id),
    );
    this.#removed = this.#removed.filter(({ id }) => !ids.includes(id));
    return back.length;
  }

  outline(id: DocumentId): DocumentOutline | null {
    const document = this.#documents.find((item) => item.id === id);
    // As in the engine: what could not be read has no text
    if (document === undefined || document.status === "failed") return null;
    const middle = leaseText.indexOf("## Article 6");
    const end = leaseText.length;
    const hasPages = document.pages !== null;
    const section = (page: number, start: number, stop: number) => ({
      page: hasPages ? page : null,
      start,
      end: stop,
      status: start === stop ? ("empty" as const) : ("text" as const),
    });
    return {
      document,
      lengthChars: end,
      sections: [
        section(3, 0, middle),
        section(4, middle, end),
        ...(hasPages ? [section(5, end, end)] : []),
      ],
    };
  }
}

const needsYou = ({ status, reason }: DocumentSummary) =>
  status === "failed" && reason !== null && reason.advice !== null;
