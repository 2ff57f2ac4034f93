import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Connection, connect, type Table } from "@lancedb/lancedb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RowReader } from "#native/vectors/row-reader.ts";
import {
  columns,
  readColumns,
  recordOf,
  schemaFor,
} from "#native/vectors/schema.ts";
import { chunkRow, smallKey } from "../../support/chunk-rows.ts";

let folder = "";
let database: Connection;
let table: Table;
/** Of each call, how many rows were read whole by their ids. */
let taken: number[];
let beforeTaking: () => Promise<unknown>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hearth-rows-"));
  database = await connect(folder);
  table = await database.createEmptyTable("t", schemaFor(smallKey));
  taken = [];
  beforeTaking = async () => undefined;
});
afterEach(async () => {
  table.close();
  database.close();
  await rm(folder, { recursive: true, force: true });
});

const add = (...texts: string[]) =>
  table.add(texts.map((text) => recordOf(chunkRow(text, text))));

/** The real table, with something in between ids and rows. */
function reader(): RowReader {
  return new RowReader(
    {
      takeRowIds: (ids) => {
        taken.push(ids.length);
        const query = table.takeRowIds(ids);
        const read = query.toArrow.bind(query);
        query.toArrow = async () => {
          await beforeTaking();
          return read();
        };
        return query;
      },
    },
    readColumns(smallKey),
  );
}

const textsFoundBy = async (rows: RowReader) => {
  const found = await rows.search(
    () => table.query().nearestTo([1, 0, 0, 0]).limit(10),
    { column: "_distance", of: (distance) => -distance },
  );
  return found.map(({ chunk }) => chunk.text).sort();
};

describe("rows of searches", () => {
  it("are read once, and those that came since with the next search", async () => {
    await add("a", "b");
    const rows = reader();
    expect(await textsFoundBy(rows)).toEqual(["a", "b"]);
    expect(await textsFoundBy(rows)).toEqual(["a", "b"]);
    await add("c");
    expect(await textsFoundBy(rows)).toEqual(["a", "b", "c"]);
    expect(taken).toEqual([2, 1]);
  });

  it("are what the table holds, however it was written and compacted since", async () => {
    const rows = reader();
    await add("a", "b");
    await textsFoundBy(rows);
    await table.delete(`${columns.text} = 'a'`);
    await add("c");
    await table.optimize({ cleanupOlderThan: new Date() });
    expect(await textsFoundBy(rows)).toEqual(["b", "c"]);
    await table.update({
      where: `${columns.text} = 'b'`,
      values: { [columns.text]: "d" },
    });
    expect(await textsFoundBy(rows)).toEqual(["c", "d"]);
    await table.delete("true");
    await add("e", "f");
    await table.optimize({ cleanupOlderThan: new Date() });
    expect(await textsFoundBy(rows)).toEqual(["e", "f"]);
  });

  it("are whole where a compaction moves them between their ids and their texts", async () => {
    await add("a");
    await add("b");
    beforeTaking = () => table.optimize({ cleanupOlderThan: new Date() });
    expect(await textsFoundBy(reader())).toEqual(["a", "b"]);
  });

  const nearest = async (rows: RowReader, vector: number[], limit = 10) => {
    const found = await rows.search(
      () => table.query().nearestTo(vector).distanceType("cosine").limit(limit),
      { column: "_distance", of: (distance) => 1 - distance },
    );
    return found.map(({ chunk, score }) => [chunk.text, score.toFixed(1)]);
  };
  const addAt = (text: string, ...vector: number[]) =>
    table.add([
      recordOf(chunkRow(text, text, { vector: Float32Array.from(vector) })),
    ]);

  // Would catch: those that were read before in front of those that were not
  it("stand in the order of their scores, whichever of them were read before", async () => {
    await addAt("far", 0, 0, 1, 0);
    await addAt("middle", 0.6, 0.8, 0, 0);
    await addAt("near", 1, 0, 0, 0);
    const rows = reader();
    expect(await nearest(rows, [0, 0, 1, 0], 1)).toEqual([["far", "1.0"]]);
    expect(await nearest(rows, [1, 0, 0, 0])).toEqual([
      ["near", "1.0"],
      ["middle", "0.6"],
      ["far", "0.0"],
    ]);
    expect(taken).toEqual([1, 2]);
  });

  // Would catch: the score of a row that is gone given to the next one, and every other one shifted
  it("keep their own scores where one is removed between its id and its row", async () => {
    await addAt("gone", 1, 0, 0, 0);
    await addAt("middle", 0.6, 0.8, 0, 0);
    await addAt("far", 0, 0, 1, 0);
    beforeTaking = () => table.delete(`${columns.text} = 'gone'`);
    expect(await nearest(reader(), [1, 0, 0, 0])).toEqual([
      ["middle", "0.6"],
      ["far", "0.0"],
    ]);
  });
});
