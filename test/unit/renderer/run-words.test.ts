import { createInstance } from "i18next";
import { expect, it } from "vitest";
import type { WorkspaceId } from "#contract/ids.ts";
import type { JobProgress } from "#contract/jobs.ts";
import {
  lastRun,
  runTimeMs,
  runWords,
} from "../../../renderer/features/library/run-words.ts";
import english from "../../../renderer/text/en.json" with { type: "json" };
import { fakeJob } from "../../support/fake-data.ts";

const job = (change: Partial<JobProgress>): JobProgress => ({
  ...fakeJob(
    "11111111-1111-4111-8111-111111111111" as WorkspaceId,
    0,
    undefined,
  ),
  ...change,
});
const words = async (...jobs: JobProgress[]) => {
  const t = await createInstance().init({
    lng: "en",
    resources: { en: { translation: english } },
  });
  return runWords(jobs, t, { number: String });
};
const ended = { state: "done", failed: 0, skipped: 0, unchanged: 0 } as const;

// Would catch: the whole library's counts under the name and time of the last job
it("says what these jobs did, all of them together", async () => {
  expect(
    await words(
      job({ ...ended, done: 30, total: 30, unchanged: 10 }),
      job({
        ...ended,
        done: 19,
        total: 19,
        unchanged: 1,
        failed: 2,
        skipped: 1,
      }),
    ),
  ).toBe("35 searchable, 11 unchanged, 2 could not be read, 1 skipped");
});

it("says of a stopped one what left", async () => {
  expect(
    await words(job({ ...ended, state: "cancelled", done: 40, total: 417 })),
  ).toBe("Stopped: 40 searchable, 377 files left unread");
  expect(
    await words(job({ ...ended, state: "cancelled", done: 0, total: null })),
  ).toBe("Stopped: nothing was read");
});

// Would catch: a rebuilt index announced as so many new files
it("says of a rebuild that it was again, beside what is new", async () => {
  const rebuilt = job({ ...ended, kind: "rebuild", done: 12, total: 12 });
  expect(await words(rebuilt, job({ ...ended, done: 3, total: 3 }))).toBe(
    "3 searchable, 12 indexed again",
  );
});

it("counts the time of jobs side by side once, and not what lay between", () => {
  expect(
    runTimeMs([
      job({ startedAt: 100, finishedAt: 110 }),
      job({ startedAt: 0, finishedAt: 10 }),
      job({ startedAt: 5, finishedAt: 12 }),
    ]),
  ).toBe(22);
});

// Would catch: every run since the line was last put away is added up, or half of one that ran side by side is left out
it("the last run is what ran side by side last", () => {
  const jobs = [
    job({ label: "yesterday", startedAt: 0, finishedAt: 90 }),
    job({ label: "long", startedAt: 100, finishedAt: 200 }),
    job({ label: "within", startedAt: 110, finishedAt: 120 }),
    job({ label: "overlapping", startedAt: 190, finishedAt: 300 }),
  ];
  expect(lastRun(jobs).map(({ label }) => label)).toEqual([
    "overlapping",
    "long",
    "within",
  ]);
  expect(lastRun([])).toEqual([]);
});
