import { expect, it } from "vitest";
import type { EmbeddingModelFiles } from "#native/embeddings/contract.ts";
import { MeasuredSessions } from "#native/embeddings/measured-sessions.ts";
import { memoryStore } from "../../support/embedder-harness.ts";

const model: EmbeddingModelFiles = {
  modelsFolder: "/models",
  id: "m",
  version: "1",
  dimension: 1,
  maxTokens: 8,
  pooling: "mean",
  prefixes: { query: "", passage: "" },
};

/** A computer on which each text takes a millisecond of a session, and sessions add up to `gain`. */
function computer(gain: number, { isCrowded = false } = {}) {
  let nowMs = 0;
  const used: number[] = [];
  const measured = new MeasuredSessions({
    store: memoryStore(),
    limit: 2,
    processor: "p",
    monotonicMs: () => nowMs,
    isCrowded: () => isCrowded,
  });
  const sessions = () =>
    measured.sessions(model, async (texts, side) => {
      nowMs += (texts.length * 10) / (side === 1 ? 1 : gain);
      used.push(side);
    });
  return { measured, sessions, used };
}

it("measures once how many are faster, also where several ask, and remembers it", async () => {
  const two = computer(1.8);
  expect(await Promise.all([two.sessions(), two.sessions()])).toEqual([2, 2]);
  const tried = two.used.length;
  expect(await two.sessions()).toBe(2);
  expect(two.used).toHaveLength(tried);

  const one = computer(1);
  expect(await one.sessions()).toBe(1);
  expect(one.measured.known(model)).toBe(1);
});

it("does not remember that one session is enough while something else had the cores", async () => {
  const crowded = computer(1, { isCrowded: true });
  expect(await crowded.sessions()).toBe(1);
  expect(crowded.measured.known(model)).toBeNull();
  const fast = computer(1.8, { isCrowded: true });
  expect(await fast.sessions()).toBe(2);
  expect(fast.measured.known(model)).toBe(2);
});

it("is measured anew for other files of the model", async () => {
  const two = computer(1.8);
  await two.sessions();
  expect(two.measured.known({ ...model, version: "2" })).toBeNull();
});
