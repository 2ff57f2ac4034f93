import { expect, test } from "vitest";
import { JobStore } from "#core/jobs/job-store.ts";
import { PathTraces } from "#core/library/removing/path-traces.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { testDatabase } from "../../support/test-database.ts";

// Would catch: "Stopped: 955 files left unread" of what is called 1 file, or the name of what was removed kept
test("an ended job over what was removed is called by how many files it was", () => {
  const db = testDatabase();
  const workspaceId = new WorkspaceStore(db, systemClock).default().id;
  const jobs = new JobStore(db, systemClock);
  const jobOf = (label: string, files: number) => {
    const { id } = jobs.create({
      workspaceId,
      kind: "index",
      label,
      paths: [],
      total: { files, bytes: 1 },
    });
    jobs.end(id, "cancelled");
    return id;
  };
  const folder = jobOf("secret", 955);
  const file = jobOf("lease.pdf", 1);
  const other = jobOf("kept", 3);
  new PathTraces({ jobs, db }).forget(workspaceId, [
    "/a/secret",
    "/a/lease.pdf",
  ]);
  expect([folder, file, other].map((id) => jobs.get(id).label)).toEqual([
    "955 files",
    "1 file",
    "kept",
  ]);
});
