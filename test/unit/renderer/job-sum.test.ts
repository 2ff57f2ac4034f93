import { describe, expect, it } from "vitest";
import type { WorkspaceId } from "#contract/ids.ts";
import type { JobProgress } from "#contract/jobs.ts";
import { commonFolder } from "../../../renderer/client/intake.ts";
import { sumOfJobs } from "../../../renderer/common/job-sum.ts";
import { fakeJob } from "../../support/fake-data.ts";

const workspaceId = "11111111-1111-4111-8111-111111111111" as WorkspaceId;
const job = (change: Partial<JobProgress>): JobProgress => ({
  ...fakeJob(workspaceId, 0, undefined),
  ...change,
});

describe("the sum of jobs", () => {
  it("weighs each by its files, and leaves out those that are over", () => {
    const sum = sumOfJobs([
      job({ total: 300, done: 300, progress: 1 }),
      job({ total: 100, done: 0, progress: 0, remainingMs: 60_000 }),
      job({ total: 999, done: 999, state: "done" }),
    ]);
    expect(sum).toMatchObject({ done: 300, total: 400, progress: 0.75 });
  });

  it("does not know what one of them does not know", () => {
    const sum = sumOfJobs([
      job({}),
      job({ total: null, progress: null, remainingMs: null }),
    ]);
    expect(sum).toMatchObject({
      total: null,
      progress: null,
      remainingMs: null,
    });
  });

  it("is paused only when all are, and nothing when none goes on", () => {
    const paused = job({ state: "paused" });
    expect(sumOfJobs([paused, job({})])?.state).toBe("running");
    expect(sumOfJobs([paused])?.state).toBe("paused");
    expect(sumOfJobs([job({ state: "failed" })])).toBeNull();
  });
});

describe("what a browser hands over", () => {
  it("is called by the folder that was chosen, and by none where there are several", () => {
    const named = (...names: string[]) => names.map((name) => ({ name }));
    expect(commonFolder(named("Contracts/a.pdf", "Contracts/2023/b.pdf"))).toBe(
      "Contracts",
    );
    expect(commonFolder(named("A/a.pdf", "AB/b.pdf"))).toBeNull();
    expect(commonFolder(named("a.pdf"))).toBeNull();
    expect(commonFolder([])).toBeNull();
  });
});
