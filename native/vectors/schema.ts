import {
  Field,
  FixedSizeList,
  Float32,
  Int32,
  List,
  Schema,
  Struct,
  type Table,
  Utf8,
  type Vector,
} from "apache-arrow";
import { z } from "zod";
import type {
  ChunkRow,
  IndexKey,
  ScoredChunk,
} from "#core/ports/chunk-index.ts";

/** Where a table says in its own schema what it was built with. */
const keyMetadata = "hearth.index-key";

const indexKey = z.object({
  workspaceId: z.string(),
  embeddingModelId: z.string(),
  dimension: z.number().int().nonnegative(),
  chunkerVersion: z.number().int(),
});

/** Names with an underscore: "start" and "end" are words of SQL, and capitals are lost in its filters. */
export const columns = {
  id: "id",
  documentId: "document_id",
  fileHash: "file_hash",
  page: "page",
  start: "char_start",
  end: "char_end",
  boxes: "boxes",
  headings: "headings",
  sensitivity: "sensitivity",
  text: "text",
  vector: "vector",
} as const;

/** What a search reads: everything but vectors and boxes. */
export const readColumns: string[] = [
  columns.id,
  columns.documentId,
  columns.fileHash,
  columns.page,
  columns.start,
  columns.end,
  columns.headings,
  columns.sensitivity,
  columns.text,
];

export function schemaFor(key: IndexKey): Schema {
  const box = new Struct(
    ["x", "y", "width", "height"].map(
      (name) => new Field(name, new Float32(), false),
    ),
  );
  const fields: Field[] = [
    new Field(columns.id, new Utf8(), false),
    new Field(columns.documentId, new Utf8(), false),
    new Field(columns.fileHash, new Utf8(), false),
    new Field(columns.page, new Int32(), true),
    new Field(columns.start, new Int32(), false),
    new Field(columns.end, new Int32(), false),
    new Field(columns.boxes, new List(new Field("item", box, true)), false),
    new Field(
      columns.headings,
      new List(new Field("item", new Utf8(), true)),
      false,
    ),
    new Field(columns.sensitivity, new Utf8(), false),
    new Field(columns.text, new Utf8(), false),
  ];
  if (key.dimension > 0)
    fields.push(
      new Field(
        columns.vector,
        new FixedSizeList(
          key.dimension,
          new Field("item", new Float32(), true),
        ),
        false,
      ),
    );
  return new Schema(fields, new Map([[keyMetadata, JSON.stringify(key)]]));
}

/** The key that a table was built with; null where it is not one of ours. */
export function keyOf(schema: {
  metadata: Map<string, string>;
}): IndexKey | null {
  const written = schema.metadata.get(keyMetadata);
  if (written === undefined) return null;
  const parsed = indexKey.safeParse(JSON.parse(written));
  return parsed.success ? parsed.data : null;
}

export function recordOf(row: ChunkRow): Record<string, unknown> {
  return {
    [columns.id]: row.id,
    [columns.documentId]: row.documentId,
    [columns.fileHash]: row.fileHash,
    [columns.page]: row.page,
    [columns.start]: row.start,
    [columns.end]: row.end,
    [columns.boxes]: row.boxes,
    [columns.headings]: row.headings,
    [columns.sensitivity]: row.sensitivity,
    [columns.text]: row.text,
    ...(row.vector === null ? {} : { [columns.vector]: row.vector }),
  };
}

/** The rows that a search gave, in its order, each with `scoreOf` the value in `scoreColumn`; null for none. */
export function scoredChunks(
  found: Table,
  scoreColumn: string | null,
  scoreOf: (value: number) => number,
): ScoredChunk[] {
  const column = (name: string) => {
    const vector = found.getChild(name);
    return (row: number): unknown => vector?.get(row);
  };
  const [
    id,
    documentId,
    fileHash,
    page,
    start,
    end,
    headings,
    sensitivity,
    text,
    score,
  ] = [...readColumns, scoreColumn ?? ""].map(column);
  const vectors = vectorsOf(found.getChild(columns.vector));
  const chunks: ScoredChunk[] = [];
  for (let row = 0; row < found.numRows; row++) {
    const pageNumber = page?.(row);
    const headingList = headings?.(row);
    chunks.push({
      chunk: {
        id: String(id?.(row)),
        documentId: String(documentId?.(row)),
        fileHash: String(fileHash?.(row)),
        page: typeof pageNumber === "number" ? pageNumber : null,
        start: Number(start?.(row)),
        end: Number(end?.(row)),
        headings: isIterable(headingList) ? [...headingList].map(String) : [],
        sensitivity: sensitivity?.(row) === "private" ? "private" : "normal",
        text: String(text?.(row)),
      },
      score: scoreOf(Number(score?.(row))),
      ...vectorAt(vectors, row),
    });
  }
  return chunks;
}

/** Views of one vector a row, in one piece a batch: copying 400 of them one by one took longer than finding them. */
function vectorsOf(column: Vector | null): Float32Array[] {
  const rows: Float32Array[] = [];
  for (const batch of column?.data ?? []) {
    const [values] = batch.children;
    const dimension = sizeOf(batch.type);
    if (values === undefined || dimension === 0) continue;
    const all: unknown = values.values;
    if (!(all instanceof Float32Array)) continue;
    for (let row = 0; row < batch.length; row++)
      rows.push(all.subarray(row * dimension, (row + 1) * dimension));
  }
  return rows;
}

function vectorAt(
  vectors: readonly Float32Array[],
  row: number,
): { vector?: Float32Array } {
  const vector = vectors[row];
  return vector === undefined ? {} : { vector };
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
