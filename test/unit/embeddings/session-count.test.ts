import { expect, it } from "vitest";
import {
  fastestSessions,
  SessionCount,
} from "#native/embeddings/session-count.ts";

const crowded = { cpuMs: 20, wallMs: 100 };
const alone = { cpuMs: 99, wallMs: 100 };

it("uses more sessions only where they are faster, for each takes memory", () => {
  expect(
    fastestSessions([
      { sessions: 1, speed: 10 },
      { sessions: 2, speed: 19 },
      { sessions: 4, speed: 19.5 },
    ]),
  ).toBe(2);
  expect(
    fastestSessions([
      { sessions: 1, speed: 10 },
      { sessions: 4, speed: 9 },
    ]),
  ).toBe(1);
});

it("goes down while something else wants the cores, never below one, and up again after", () => {
  const count = new SessionCount({ isOnBattery: () => false });
  expect(count.of(4)).toBe(4);
  for (let work = 0; work < 50; work += 1) count.add(crowded, 4);
  expect(count.of(4)).toBe(1);
  for (let work = 0; work < 50; work += 1) count.add(alone, 4);
  expect(count.of(4)).toBe(4);
});

it("one piece of work that was interrupted changes nothing", () => {
  const count = new SessionCount({ isOnBattery: () => false });
  count.add(crowded, 2);
  expect(count.of(2)).toBe(2);
});

it("uses half of the cores on battery", () => {
  let isOnBattery = true;
  const count = new SessionCount({ isOnBattery: () => isOnBattery });
  expect(count.of(8)).toBe(4);
  expect(count.of(1)).toBe(1);
  isOnBattery = false;
  expect(count.of(8)).toBe(8);
});
