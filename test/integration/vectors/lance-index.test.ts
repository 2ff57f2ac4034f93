import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChunkIndex, ChunkTable } from "#core/ports/chunk-index.ts";
import { createLanceIndex } from "#native/vectors/lance-index.ts";
import { chunkRow, smallKey } from "../../support/chunk-rows.ts";

let folder = "";
let index: ChunkIndex;
let table: ChunkTable;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hearth-index-"));
  index = createLanceIndex({ folder });
  table = await index.open(smallKey);
});
afterEach(async () => {
  await index.close();
  await rm(folder, { recursive: true, force: true });
});

async function reopen(): Promise<void> {
  await index.close();
  index = createLanceIndex({ folder });
  table = await index.open(smallKey);
}

async function bytesIn(path: string): Promise<number> {
  const names = await readdir(path, { recursive: true });
  const facts = await Promise.all(names.map((name) => stat(join(path, name))));
  return facts.reduce((sum, fact) => sum + (fact.isFile() ? fact.size : 0), 0);
}

describe("the chunk index on LanceDB", () => {
  it("gives back every column as it was written, also after a restart", async () => {
    const row = chunkRow("d'1", "Notice is given in writing.", {
      start: 40,
      end: 67,
      page: 3,
      headings: ["Lease", "Notice"],
      boxes: [{ x: 1, y: 2, width: 3.5, height: 4 }],
      sensitivity: "private",
    });
    await table.replace(["d'1"], [row]);
    await reopen();
    const { vector, boxes, ...chunk } = row;
    const [found] = await table.searchWords("noticing", 5);
    expect(found?.chunk).toEqual(chunk);
    expect(found?.vector).toEqual(vector);
    expect(boxes).toHaveLength(1);
  });

  it("searches the documents that are named alone, however many others are nearer", async () => {
    const near = Float32Array.of(1, 0, 0, 0);
    const far = Float32Array.of(0, 0, 0, 1);
    const others = Array.from({ length: 60 }, (_, n) => `other ${n}`);
    await table.replace(
      ["it's", ...others],
      [
        chunkRow("it's", "A deposit", { vector: far }),
        ...others.map((id) =>
          chunkRow(id, "deposit deposit deposit", { vector: near }),
        ),
      ],
    );
    const only = { documentIds: ["it's"] };
    for (const found of [
      await table.searchWords("deposit", 5, only),
      await table.searchVector(near, 5, only),
    ])
      expect(found.map(({ chunk }) => chunk.documentId)).toEqual(["it's"]);
    expect(await table.nearest(near, 5, others)).toEqual([
      { id: "it's:0", documentId: "it's", text: "A deposit", similarity: 0 },
    ]);
    expect(await table.nearest(near, 100, [])).toHaveLength(61);
  });

  it("finds rows at once, before and after optimize, by words and by meaning", async () => {
    await table.replace(["a"], [chunkRow("a", "The deposit is returned")]);
    await table.optimize();
    const near = Float32Array.of(0.6, 0.8, 0, 0);
    await table.replace(
      ["b"],
      [chunkRow("b", "Deposits are held", { vector: near })],
    );
    const ids = async () => {
      const words = await table.searchWords("deposit", 5);
      const meaning = await table.searchVector(near, 5);
      return {
        words: words.map(({ chunk }) => chunk.documentId).sort(),
        meaning: meaning.map(({ chunk, score }) => [
          chunk.documentId,
          score.toFixed(3),
        ]),
      };
    };
    const expected = {
      words: ["a", "b"],
      meaning: [
        ["b", "1.000"],
        ["a", "0.600"],
      ],
    };
    expect(await ids()).toEqual(expected);
    await table.optimize();
    expect(await ids()).toEqual(expected);
  });

  it("replaces a document's rows: twice is once, and none is a removal", async () => {
    const rows = [chunkRow("a", "one"), chunkRow("a", "two", { start: 5 })];
    await table.replace(["a"], rows);
    await table.replace(["a"], rows);
    await table.replace(["b"], [chunkRow("b", "three")]);
    expect(await table.countRows()).toBe(3);
    await table.replace(["a"], []);
    expect(await table.countRows()).toBe(1);
    await table.remove(["b", "never there", "o'clock"]);
    expect(await table.countRows()).toBe(0);
  });

  it("writes no version where there is nothing to remove", async () => {
    await table.replace(["a"], [chunkRow("a", "one")]);
    const before = await bytesIn(folder);
    await table.remove(["b"]);
    expect(await bytesIn(folder)).toBe(before);
  });

  it("keeps tables apart by every part of the key", async () => {
    const others = [
      { ...smallKey, workspaceId: "other" },
      { ...smallKey, embeddingModelId: "small model_q8" },
      { ...smallKey, chunkerVersion: 2 },
      { ...smallKey, embeddingModelId: "none", dimension: 0 },
    ];
    await table.replace(["a"], [chunkRow("a", "secret")]);
    for (const key of others)
      expect(await (await index.open(key)).searchWords("secret", 5)).toEqual(
        [],
      );
    const keys = await index.list(smallKey.workspaceId);
    expect(keys).toHaveLength(4);
    expect(keys).toContainEqual(smallKey);
    expect(await index.list("other")).toEqual([others[0]]);
    await index.drop(smallKey);
    expect(await index.list(smallKey.workspaceId)).toHaveLength(3);
    expect(await (await index.open(smallKey)).countRows()).toBe(0);
  });

  it("searches by words where there are no vectors", async () => {
    const words = await index.open({
      ...smallKey,
      embeddingModelId: "none",
      dimension: 0,
    });
    await words.replace(["a"], [chunkRow("a", "notice", { vector: null })]);
    expect(await words.searchWords("notice", 5)).toHaveLength(1);
    await expect(
      words.searchVector(Float32Array.of(1), 5),
    ).rejects.toMatchObject({
      code: "invalid-request",
    });
  });

  it.each([
    ["too short", Float32Array.of(1, 0, 0)],
    ["too long", Float32Array.of(1, 0, 0, 0, 0)],
    ["not a number", Float32Array.of(1, Number.NaN, 0, 0)],
    ["missing", null],
  ])(
    "refuses a vector that is %s, and writes nothing of the batch",
    async (_what, vector) => {
      const rows = [
        chunkRow("a", "good"),
        chunkRow("a", "bad", { start: 9, vector }),
      ];
      await expect(table.replace(["a"], rows)).rejects.toMatchObject({
        code: "invalid-request",
      });
      expect(await table.countRows()).toBe(0);
    },
  );

  it.each([
    ["nothing", ""],
    ["white space", "  "],
    ["a stop word", "the"],
    ["operators", "\"'*(): AND OR NOT ^~ \\"],
    ["unbalanced quotes", "a\"b'c"],
    ["a null", "\0"],
    ["another script", "日本語"],
    ["ten thousand letters", "x".repeat(10_000)],
  ])(
    "takes a question of %s as words, not as a query language",
    async (_what, question) => {
      await table.replace(["a"], [chunkRow("a", "Nothing of that")]);
      expect(await table.searchWords(question, 5)).toEqual([]);
    },
  );

  it("serves searches while it writes and cleans up", async () => {
    const texts = (id: string) =>
      Array.from({ length: 50 }, (_, start) =>
        chunkRow(id, `deposit ${start}`, { start }),
      );
    await table.replace(["base"], texts("base"));
    const writes = Array.from({ length: 8 }, async (_, index) => {
      await table.replace([`d${index}`], texts(`d${index}`));
      await table.optimize();
    });
    const searches = Array.from({ length: 40 }, () =>
      table.searchWords("deposit", 500),
    );
    for (const found of await Promise.all(searches))
      expect(found.length % 50).toBe(0);
    await Promise.all(writes);
    expect(await table.countRows()).toBe(450);
  });

  it("gives disk back: many writes and rewrites end no larger than twice their text", async () => {
    const rows = (document: number) =>
      Array.from({ length: 20 }, (_, start) =>
        chunkRow(
          `d${document}`,
          `passage ${start} of document number ${document} `.repeat(30),
          { start },
        ),
      );
    let textBytes = 0;
    for (let document = 0; document < 30; document++) {
      await table.replace([`d${document}`], rows(document));
      await table.replace([`d${document}`], rows(document));
      textBytes += rows(document).reduce(
        (sum, { text }) => sum + text.length,
        0,
      );
      if (document % 10 === 9) await table.optimize();
    }
    expect(await table.countRows()).toBe(600);
    expect(await bytesIn(folder)).toBeLessThan(2 * textBytes);
  });

  it("says that a damaged table is damaged, and can drop it", async () => {
    await table.replace(["a"], [chunkRow("a", "one")]);
    await index.close();
    const [name = ""] = await readdir(folder);
    for (const version of await readdir(join(folder, name, "_versions")))
      await writeFile(join(folder, name, "_versions", version), "garbage");
    index = createLanceIndex({ folder });
    await expect(index.open(smallKey)).rejects.toMatchObject({
      code: "data-damaged",
      advice: expect.any(String),
    });
    await index.drop(smallKey);
    expect(await (await index.open(smallKey)).countRows()).toBe(0);
  });

  it("keeps every document that was committed when its process is killed while writing", async () => {
    await index.close();
    const writer = fork(
      resolve(import.meta.dirname, "../../support/endless-writer.ts"),
      [folder],
      {
        stdio: "ignore",
      },
    );
    let last = -1;
    writer.on("message", (number) => {
      last = Number(number);
      if (last === 7) writer.kill("SIGKILL");
    });
    await once(writer, "exit");
    index = createLanceIndex({ folder });
    table = await index.open(smallKey);
    // The one after the last that was told may have been committed too, but only whole
    const rows = await table.countRows();
    expect(rows % 10).toBe(0);
    expect(rows).toBeGreaterThanOrEqual((last + 1) * 10);
    expect(await table.searchWords("passage", 1000)).toHaveLength(rows);
    await table.optimize();
    expect(await table.countRows()).toBe(rows);
  });
});
