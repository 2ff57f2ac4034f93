import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appErrorFrom } from "#contract/errors.ts";
import type { HearthClient } from "#contract/index.ts";
import { anyTurn, ServerSide, smallRouter } from "../support/small-router.ts";
import { type Connection, transports } from "../support/transports.ts";

const workspaceId = "6f0e5d0e-0000-4000-8000-000000000002" as never;
const conversationId = "6f0e5d0e-0000-4000-8000-000000000003" as never;

describe.each(transports)("the contract over $name", (transport) => {
  let side: ServerSide;
  let connection: Connection;
  let client: HearthClient;

  beforeEach(async () => {
    side = new ServerSide();
    connection = await transport.connect(smallRouter(side));
    client = connection.client;
  });
  afterEach(() => connection.close());

  const watch = (fromSeq: number, signal?: AbortSignal) =>
    client.turns.watch(
      { turnId: anyTurn, fromSeq },
      signal === undefined ? {} : { signal },
    );

  test("a call gets its answer, with defaults filled in", async () => {
    const result = await client.search.run({ workspaceId, query: "1" });
    expect(result.mode).toBe("hybrid");
    expect(result.hits).toHaveLength(10);
  });

  test("input that is not of the contract is refused", async () => {
    await expect(
      client.search.run({ workspaceId, query: "1", k: 0 }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("an expected failure arrives whole", async () => {
    const error = await client.conversations
      .get({ conversationId })
      .catch((reason: unknown) => reason);
    expect(appErrorFrom(error)?.toData()).toEqual({
      code: "not-found",
      message: "There is no such conversation.",
      advice: "Choose another.",
      params: { id: conversationId, count: 3 },
    });
  });

  test("a bug is reported on its side and is no expected failure on the other", async () => {
    const error = await client.conversations
      .remove({ conversationId })
      .catch((reason: unknown) => reason);
    expect(appErrorFrom(error)).toBeNull();
    expect(error).toBeInstanceOf(Error);
    expect(side.bugs).toHaveLength(1);
  });

  test("a stream of 5,000 parts arrives in order and whole", async () => {
    const seen: number[] = [];
    for await (const part of await watch(5000)) seen.push(part.seq);
    expect(seen).toEqual(Array.from({ length: 5000 }, (_, index) => index + 1));
    expect(await side.ended).toBe("finished");
  });

  test("leaving the loop ends the generator on the other side", async () => {
    for await (const part of await watch(1)) if (part.seq === 5) break;
    expect(["left", "aborted"]).toContain(await side.ended);
  });

  test("aborting ends the generator on the other side", async () => {
    const controller = new AbortController();
    const read = async () => {
      for await (const part of await watch(1, controller.signal))
        if (part.seq === 5) controller.abort();
    };
    await read().catch((error: unknown) => {
      if (!controller.signal.aborted) throw error;
    });
    expect(["left", "aborted"]).toContain(await side.ended);
  });

  test("a stream that fails gives its parts and then the typed failure", async () => {
    const seen: string[] = [];
    const read = async () => {
      for await (const part of await watch(2)) seen.push(part.type);
    };
    const error = await read().catch((reason: unknown) => reason);
    expect(seen).toEqual(["delta", "delta"]);
    expect(appErrorFrom(error)).toMatchObject({
      code: "worker-crashed",
      params: { worker: "llm" },
    });
  });

  test("six million characters outside of Latin arrive unharmed", async () => {
    const result = await client.search.run({
      workspaceId,
      query: "1000000",
      k: 2,
    });
    expect(result.hits.map(({ text }) => text.length)).toEqual([3e6, 3e6]);
    expect(result.hits[1]?.text.endsWith("ä𝄞")).toBe(true);
  });

  test("1,000 calls at once each get their own answer", async () => {
    const results = await Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        client.search.run({ workspaceId, query: `q${index}`, k: 1 }),
      ),
    );
    expect(results.map(({ query }) => query)).toEqual(
      Array.from({ length: 1000 }, (_, index) => `q${index}`),
    );
  });

  test("50 streams at once don't mix", async () => {
    const texts = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        let last = 0;
        for await (const part of await watch(100 + index)) last = part.seq;
        return last;
      }),
    );
    expect(texts).toEqual(
      Array.from({ length: 50 }, (_, index) => 100 + index),
    );
  });

  // Within one process nobody goes away without a word
  if (transport.name !== "in memory")
    test("a client that goes away without a word ends its streams", async () => {
      const stream = await watch(1);
      await stream.next();
      await connection.close();
      expect(["left", "aborted"]).toContain(await side.ended);
    });
});
