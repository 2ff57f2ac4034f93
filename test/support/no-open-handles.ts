import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";

/** Longest wait for what is closing to be closed, and for the runner's own timers. */
const graceMs = 3_000;

let before: string[] = [];

beforeAll(() => {
  before = process
    .getActiveResourcesInfo()
    .filter((name) => name !== "Timeout");
});

/** Fails a suite that leaves something behind that would keep a process alive: a server, a socket, a child, a timer. */
afterAll(async () => {
  const deadline = performance.now() + graceMs;
  let left = leftOver();
  while (left.length > 0 && performance.now() < deadline) {
    await setImmediate();
    left = leftOver();
  }
  if (left.length > 0)
    throw new Error(`The suite left handles open: ${left.join(", ")}`);
});

function leftOver(): string[] {
  const remaining = [...before];
  return process.getActiveResourcesInfo().filter((resource) => {
    if (resource === "Immediate") return false;
    const index = remaining.indexOf(resource);
    if (index === -1) return true;
    remaining.splice(index, 1);
    return false;
  });
}
