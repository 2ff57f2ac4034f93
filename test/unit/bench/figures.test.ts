import { expect, it } from "vitest";
import {
  measureInTurns,
  ratioOf,
  valuesOf,
} from "../../../electron/bench/figures.ts";

it("measures all sides once a round, in turns, and does not count the round that warms up", async () => {
  const order: string[] = [];
  const side = (name: string) => async (round: number) => {
    order.push(`${name}${round}`);
    return { rate: round };
  };
  const results = await measureInTurns(
    2,
    { hearth: side("h"), raw: side("r") },
    () => undefined,
    { signal: new AbortController().signal },
  );
  expect(order).toEqual(["h0", "r0", "h1", "r1", "h2", "r2"]);
  expect(valuesOf(results.hearth, "rate")).toEqual([1, 2]);
});

// Would catch: Ctrl-C that ends nothing, or that leaves the folders of a bench behind
it("stops before the next side once it is called off", async () => {
  const order: string[] = [];
  const calledOff = new AbortController();
  const measuring = measureInTurns(
    2,
    {
      hearth: async () => {
        order.push("hearth");
        calledOff.abort();
        return { rate: 1 };
      },
      raw: async () => {
        order.push("raw");
        return { rate: 1 };
      },
    },
    () => undefined,
    { signal: calledOff.signal },
  );
  await expect(measuring).rejects.toBe(calledOff.signal.reason);
  expect(order).toEqual(["hearth"]);
});

it("compares each round with itself, so that a load that came and went is in both", () => {
  const figure = {
    name: "rate",
    hearth: [90, 9, 45],
    baseline: { name: "raw", values: [100, 10, 50] },
  };
  expect(ratioOf(figure)).toBeCloseTo(0.9);
  expect(ratioOf({ ...figure, baseline: null })).toBeNull();
});

// Would catch: "NaN times" beside no slow frame at all
it("has no ratio to nothing", () => {
  const nothing = { name: "bare", values: [0, 0] };
  for (const hearth of [
    [0, 0],
    [1, 2],
  ])
    expect(ratioOf({ name: "slow", hearth, baseline: nothing })).toBeNull();
});
