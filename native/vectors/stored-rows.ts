import type { Table, Vector } from "apache-arrow";
import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { columns } from "./schema.ts";

/** A row as searches need it: its vector where the index has them. */
export type StoredRow = Omit<ScoredChunk, "score">;

/** The rows of a result, in its order. */
export function storedRows(found: Table): StoredRow[] {
  const column = (name: string) => {
    const vector = found.getChild(name);
    return (row: number): unknown => vector?.get(row);
  };
  const id = column(columns.id);
  const documentId = column(columns.documentId);
  const fileHash = column(columns.fileHash);
  const page = column(columns.page);
  const start = column(columns.start);
  const end = column(columns.end);
  const headings = column(columns.headings);
  const sensitivity = column(columns.sensitivity);
  const text = column(columns.text);
  const vectors = vectorsOf(found.getChild(columns.vector));
  const rows: StoredRow[] = [];
  for (let row = 0; row < found.numRows; row++) {
    const pageNumber = page(row);
    const headingList = headings(row);
    const vector = vectors[row];
    rows.push({
      chunk: {
        id: String(id(row)),
        documentId: String(documentId(row)),
        fileHash: String(fileHash(row)),
        page: typeof pageNumber === "number" ? pageNumber : null,
        start: Number(start(row)),
        end: Number(end(row)),
        headings: isIterable(headingList) ? [...headingList].map(String) : [],
        sensitivity: sensitivity(row) === "private" ? "private" : "normal",
        text: String(text(row)),
      },
      ...(vector === undefined ? {} : { vector }),
    });
  }
  return rows;
}

/** One vector a row, copied: a view of one of them would hold the memory of all that came with it. */
function vectorsOf(column: Vector | null): Float32Array[] {
  const rows: Float32Array[] = [];
  for (const batch of column?.data ?? []) {
    const [values] = batch.children;
    const dimension = sizeOf(batch.type);
    if (values === undefined || dimension === 0) continue;
    const all: unknown = values.values;
    if (!(all instanceof Float32Array)) continue;
    for (let row = 0; row < batch.length; row++)
      rows.push(all.slice(row * dimension, (row + 1) * dimension));
  }
  return rows;
}

/** LanceDB brings an Arrow of its own, so instanceof says nothing of its types. */
function sizeOf(type: object): number {
  return "listSize" in type ? Number(type.listSize) : 0;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return (
    typeof value === "object" && value !== null && Symbol.iterator in value
  );
}
