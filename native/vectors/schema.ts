import {
  Field,
  FixedSizeList,
  Float32,
  Int32,
  List,
  Schema,
  Struct,
  Utf8,
} from "apache-arrow";
import { z } from "zod";
import type { ChunkRow, IndexKey } from "#core/ports/chunk-index.ts";

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

/** What a search reads of a row: everything but boxes. */
export function readColumns({ dimension }: IndexKey): string[] {
  const { boxes, vector, ...others } = columns;
  return dimension > 0
    ? [...Object.values(others), vector]
    : Object.values(others);
}

/** Of a new table; the key stands in it, for `keyOf`. Without dimensions it has no vectors. */
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

/** A row under the names of its columns. */
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
