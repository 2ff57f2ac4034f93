import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  createEmbedderHarness,
  miniLm,
} from "../../support/embedder-harness.ts";
import { builtInModels } from "../../support/fixtures.ts";

const { signal } = new AbortController();
const passage = { kind: "passage" as const, signal };
const query = { kind: "query" as const, signal };

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // ESRCH: it has ended
    return false;
  }
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

describe("the embedder", () => {
  const { embedder, pids } = createEmbedderHarness();
  afterAll(() => embedder.dispose());

  const reference = () =>
    z
      .array(
        z.object({
          text: z.string(),
          tokens: z.number(),
          embedding: z.array(z.number()),
        }),
      )
      .parse(
        JSON.parse(
          readFileSync(join(builtInModels, miniLm, "reference.json"), "utf8"),
        ),
      );

  it("tells the model from its files without starting a process", async () => {
    expect(await embedder.model()).toEqual({
      id: miniLm,
      dimension: 384,
      maxTokens: 256,
    });
    expect(pids).toEqual([]);
  });

  it("gives vectors of length 1 within .98 of the full-precision ones, in the order asked", async () => {
    const texts = reference();
    const vectors = await embedder.embed(
      texts.map(({ text }) => text),
      passage,
    );
    const cosines = vectors.map((vector, index) => {
      expect(Math.sqrt(dot(vector, vector))).toBeCloseTo(1, 5);
      const expected = texts[index]?.embedding ?? [];
      return dot(vector, expected) / Math.sqrt(dot(expected, expected));
    });
    expect(Math.min(...cosines)).toBeGreaterThanOrEqual(0.98);
  });

  it("gives a text the same vector whatever it is embedded with", async () => {
    const text = "The deposit is returned within thirty days.";
    const [alone] = await embedder.embed([text], passage);
    const others = ["short", "a much longer text ".repeat(50), "1234 5678"];
    expect((await embedder.embed([...others, text], passage)).at(-1)).toEqual(
      alone,
    );
  });

  it("counts the tokens that the model's own tokenizer counts", async () => {
    const texts = reference();
    const counts = await embedder.countTokens(
      texts.map(({ text }) => text),
      { signal },
    );
    // The reference counts the two special tokens too, and cuts at the longest input
    expect(counts.map((count) => Math.min(count + 2, 256))).toEqual(
      texts.map(({ tokens }) => tokens),
    );
  });

  it("takes empty, endless and odd texts", async () => {
    const odd = [
      "",
      " \n",
      "\0\uFFFF\uD800",
      "word ".repeat(20_000),
      "日本語🙂",
    ];
    const vectors = await embedder.embed(odd, passage);
    expect(vectors.map(({ length }) => length)).toEqual(odd.map(() => 384));
    expect(await embedder.embed([], passage)).toEqual([]);
  });

  it("answers a query before passages that were asked for earlier", async () => {
    const long = "the tenant gives notice in writing ".repeat(30);
    const done: string[] = [];
    const passages = embedder
      .embed(
        Array.from({ length: 70 }, (_, index) => `${index} ${long}`),
        passage,
      )
      .then(() => done.push("passages"));
    await embedder
      .embed(["notice period"], query)
      .then(() => done.push("query"));
    await passages;
    expect(done).toEqual(["query", "passages"]);
  });

  it("stops embedding when it is cancelled, and goes on with the next call", async () => {
    const abort = new AbortController();
    const texts = Array.from({ length: 500 }, (_, index) =>
      `text ${index} `.repeat(100),
    );
    const cancelled = embedder.embed(texts, {
      kind: "passage",
      signal: abort.signal,
    });
    abort.abort(new Error("enough"));
    await expect(cancelled).rejects.toThrow("enough");
    expect(await embedder.embed(["next"], query)).toHaveLength(1);
  });

  it("embeds again what was in flight when someone killed its process", async () => {
    const [before] = await embedder.embed(["notice"], query);
    const long = "many words that take a while to embed ".repeat(40);
    const inFlight = embedder.embed(
      Array.from({ length: 70 }, () => long),
      passage,
    );
    const killed = pids.slice();
    for (const pid of killed) if (isAlive(pid)) process.kill(pid, "SIGKILL");
    expect(await inFlight).toHaveLength(70);
    const [after] = await embedder.embed(["notice"], query);
    expect(after).toEqual(before);
    expect(pids.length).toBeGreaterThan(killed.length);
  });

  it("embeds no more of a query that is cancelled: passages get their turn", async () => {
    const single = createEmbedderHarness(undefined, { sessions: 1 }).embedder;
    const abort = new AbortController();
    const texts = Array.from({ length: 400 }, (_, index) =>
      `text ${index} `.repeat(100),
    );
    const cancelled = single.embed(texts, { ...query, signal: abort.signal });
    // Each takes turns with the long one, whose texts are all cut into tokens by then
    for (let count = 0; count < 60; count += 1)
      await single.embed([`first ${count}`], query);
    abort.abort(new Error("enough"));
    await expect(cancelled).rejects.toThrow("enough");
    let isPassageDone = false;
    const waiting = single.embed(["a passage"], passage).then(() => {
      isPassageDone = true;
    });
    // Passages wait while any query has something to do, and take the gap between two that follow each other
    for (let count = 0; count < 30; count += 1)
      await single.embed([`question ${count}`], query);
    expect(isPassageDone).toBe(true);
    await waiting;
    single.dispose();
  });
});

describe("several sessions side by side", () => {
  const texts = Array.from(
    { length: 150 },
    (_, index) =>
      `Paragraph ${index}: ${"the tenant pays rent ".repeat(index % 9)}`,
  );

  it("give the same vectors to the bit as one alone, in the order asked", async () => {
    const one = createEmbedderHarness(builtInModels, { sessions: 1 });
    const two = createEmbedderHarness(builtInModels, { sessions: 2 });
    try {
      const expected = await one.embedder.embed(texts, passage);
      expect(await two.embedder.embed(texts, passage)).toEqual(expected);
      expect(one.pids).toHaveLength(1);
      expect(two.pids).toHaveLength(2);
    } finally {
      one.embedder.dispose();
      two.embedder.dispose();
    }
  });

  it("a query starts one process only", async () => {
    const { embedder, pids } = createEmbedderHarness(builtInModels, {
      sessions: 2,
    });
    try {
      await embedder.embed(["notice period"], query);
      expect(pids).toHaveLength(1);
    } finally {
      embedder.dispose();
    }
  });
});
