import { describe, expect, it } from "vitest";
import type { BackendReport } from "#native/llama/contract.ts";
import { fastestThreads } from "#native/llama/fastest-threads.ts";
import {
  rememberedMeasurements,
  rememberMeasurements,
  threadsKey,
} from "#native/llama/settled-choices.ts";
import { threadCandidates } from "#native/llama/thread-measurement.ts";

const report: BackendReport = {
  backend: "cpu",
  deviceNames: [],
  vram: null,
  cores: 4,
  cpuModel: "A",
  llamaCppVersion: "1",
};

describe("the number of threads", () => {
  it.each([
    [1, [1]],
    [2, [2, 1]],
    [8, [8, 6, 4, 2, 1]],
    [12, [12, 9, 6, 3, 1]],
  ])("is looked for among few of %i cores", (cores, candidates) => {
    expect(threadCandidates(cores)).toEqual(candidates);
  });

  it("is the fastest, or the fewer of two as good", () => {
    const speeds = (...pairs: [number, number][]) =>
      pairs.map(([threads, tokensPerSecond]) => ({ threads, tokensPerSecond }));
    expect(fastestThreads(speeds([1, 10], [2, 19], [4, 30]))).toBe(4);
    expect(fastestThreads(speeds([1, 10], [2, 29.5], [4, 30]))).toBe(2);
  });

  it("is remembered for one file on one machine, and forgotten when what is stored can't be read", () => {
    const values = new Map<string, string>();
    const store = {
      getValue: (key: string) => values.get(key) ?? null,
      setValue: (key: string, value: string) => void values.set(key, value),
    };
    const file = { sizeBytes: 10, modifiedMs: 5 };
    const measured = [{ threads: 2, tokensPerSecond: 7 }];
    rememberMeasurements(store, threadsKey(file, report), measured);
    expect(rememberedMeasurements(store, threadsKey(file, report))).toEqual(
      measured,
    );
    expect(
      rememberedMeasurements(
        store,
        threadsKey({ ...file, modifiedMs: 6 }, report),
      ),
    ).toEqual([]);
    expect(
      rememberedMeasurements(store, threadsKey(file, { ...report, cores: 8 })),
    ).toEqual([]);
    values.set(threadsKey(file, report), "{");
    expect(rememberedMeasurements(store, threadsKey(file, report))).toEqual([]);
  });
});
