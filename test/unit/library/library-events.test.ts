import { beforeEach, expect, test } from "vitest";
import type { AppEvent } from "#contract/events.ts";
import { EventHub } from "#core/events/event-hub.ts";
import { LibraryEvents } from "#core/library/documents/library-events.ts";
import { manualClock } from "../../support/manual-clock.ts";

const workspaceId = crypto.randomUUID();
const noCounts = {
  total: 0,
  queued: 0,
  working: 0,
  indexed: 0,
  failed: 0,
  needYou: 0,
  skipped: 0,
};

let clock: ReturnType<typeof manualClock>;
let heard: AppEvent[];
let asked: number;
let events: LibraryEvents;

beforeEach(() => {
  clock = manualClock();
  heard = [];
  asked = 0;
  const hub = new EventHub();
  hub.publish = (event) => heard.push(event);
  const documents = {
    getMany: (ids: readonly string[]) => {
      asked = ids.length;
      return new Map();
    },
    counts: () => noCounts,
  };
  events = new LibraryEvents({ hub, clock, documents, jobs: () => [] });
});

test("a thousand changes in a second are four events, the first at once", () => {
  for (let ms = 0; ms < 1_000; ms += 1) {
    events.jobsChanged();
    clock.advance(1);
    if (ms === 0) expect(heard).toHaveLength(1);
  }
  expect(heard.length).toBeLessThanOrEqual(5);
  clock.advance(1_000);
  const settled = heard.length;
  clock.advance(10_000);
  expect(heard).toHaveLength(settled);
});

test("the last change is always told", () => {
  events.jobsChanged();
  clock.advance(0);
  events.documentChanged(workspaceId, crypto.randomUUID());
  clock.advance(250);
  expect(heard.map(({ type }) => type)).toEqual(["jobs", "documents"]);
});

test("more than a hundred documents are sent as the first hundred, and said to be more", () => {
  for (let number = 0; number < 100; number += 1)
    events.documentChanged(workspaceId, crypto.randomUUID());
  events.flush();
  expect(heard.at(-1)).toMatchObject({ isTruncated: false });
  for (let number = 0; number < 5_000; number += 1)
    events.documentChanged(workspaceId, crypto.randomUUID());
  events.flush();
  expect(heard.at(-1)).toMatchObject({ isTruncated: true });
  expect(asked).toBe(100);
});

test("what was removed is not also told as changed", () => {
  const id = crypto.randomUUID();
  events.documentChanged(workspaceId, id);
  events.documentsRemoved(workspaceId, [id]);
  events.flush();
  expect(heard).toEqual([
    expect.objectContaining({ type: "documents", removed: [id], changed: [] }),
  ]);
  expect(asked).toBe(0);
});
