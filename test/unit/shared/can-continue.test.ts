import { expect, it } from "vitest";
import { canContinue } from "#shared/can-continue.ts";

const cut = {
  state: "finished",
  route: "local",
  reason: "length",
  answer: "It ends",
} as const;

// Would catch: "Continue" below an answer that has no beginning, that is whole, or that no model wrote
it("only what a model began and did not end can go on", () => {
  expect(canContinue(cut)).toBe(true);
  expect(canContinue({ ...cut, reason: "stopped" })).toBe(true);
  expect(canContinue({ ...cut, state: "failed", reason: null })).toBe(true);
  expect(canContinue({ ...cut, reason: "complete" })).toBe(false);
  expect(canContinue({ ...cut, reason: "nothing-found" })).toBe(false);
  expect(canContinue({ ...cut, state: "running", reason: null })).toBe(false);
  expect(canContinue({ ...cut, answer: " \n" })).toBe(false);
  expect(canContinue({ ...cut, route: "passages" })).toBe(false);
});
