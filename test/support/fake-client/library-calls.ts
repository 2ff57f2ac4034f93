import { implement, ORPCError } from "@orpc/server";
import type { JobId } from "#contract/ids.ts";
import { contract } from "#contract/index.ts";
import type { JobProgress } from "#contract/jobs.ts";
import { fakeJob } from "../fake-data.ts";
import { failure, leaseText } from "../fake-documents.ts";
import { type FakeState, notFound, uuid } from "./state.ts";

const os = implement(contract);

/** Documents and the jobs that read them. */
export function libraryCalls(state: FakeState) {
  return {
    library: {
      add: os.library.add.handler(({ input: { paths } }) => {
        if (paths.includes("/nowhere"))
          throw new ORPCError("APP", {
            data: failure(
              "file-missing",
              "There is no file or folder /nowhere.",
              "Give its whole path on this computer.",
            ),
          });
        return { jobId: uuid() as JobId };
      }),
      addText: os.library.addText.handler(({ input }) => {
        const path = `/texts/${input.name}.txt`;
        state.library.addText(`${input.name}.txt`, path);
        const job: JobProgress = {
          ...fakeJob(
            state.workspaceId,
            state.nowMs,
            state.library.at(0),
            state.jobs.length,
          ),
          id: uuid() as JobId,
          state: "done",
          finishedAt: Date.now(),
        };
        state.jobs = [job, ...state.jobs];
        state.events.push({ type: "jobs", jobs: state.jobs });
        return { jobId: job.id, path };
      }),
      pick: os.library.pick.handler(() => ({ grants: [] })),
      list: os.library.list.handler(async ({ input }) => {
        await state.beforeSearch(input.filter);
        return state.library.list(input);
      }),
      remove: os.library.remove.handler(({ input }) => {
        state.library.remove(input.documentIds);
        state.events.push({
          type: "documents",
          workspaceId: state.workspaceId,
          changed: [],
          removed: input.documentIds,
          isTruncated: false,
          counts: state.library.counts(state.workspaceId),
        });
        return {
          removed: input.documentIds.length,
          restorableUntil: Date.now() + 60_000,
        };
      }),
      restore: os.library.restore.handler(({ input }) => {
        const restored = state.library.restore(input.documentIds);
        state.events.push({
          type: "documents",
          workspaceId: state.workspaceId,
          changed: [],
          removed: [],
          isTruncated: true,
          counts: state.library.counts(state.workspaceId),
        });
        return { restored };
      }),
      retry: os.library.retry.handler(() => ({ jobId: uuid() as JobId })),
      open: os.library.open.handler(({ input }) => {
        state.options.onOpen?.(
          state.library.get(input.documentId)?.name ?? "",
          input.how,
        );
        return {};
      }),
      linked: os.library.linked.handler(
        ({ input }) =>
          state.library.list({
            workspaceId: state.workspaceId,
            filter: decodeURIComponent(input.target),
            offset: 0,
            limit: 1,
          }).documents[0] ?? null,
      ),
      outline: os.library.outline.handler(({ input }) => {
        const outline = state.library.outline(input.documentId);
        if (outline === null) throw notFound();
        return outline;
      }),
      place: os.library.place.handler(({ input }) => {
        const before = leaseText.slice(0, input.offset).split("\n## ");
        const heading = before.at(-1)?.split("\n")[0] ?? "";
        return { page: 4, headings: ["Lease", heading] };
      }),
      slice: os.library.slice.handler(({ input }) => ({
        start: input.start,
        end: input.end,
        text: leaseText.slice(input.start, input.end),
      })),
    },
    jobs: {
      list: os.jobs.list.handler(() => state.jobs),
      pause: os.jobs.pause.handler(({ input }) =>
        state.changeJob(input.jobId, { state: "paused" }),
      ),
      resume: os.jobs.resume.handler(({ input }) =>
        state.changeJob(input.jobId, { state: "running" }),
      ),
      cancel: os.jobs.cancel.handler(({ input }) =>
        state.changeJob(input.jobId, {
          state: "cancelled",
          finishedAt: Date.now(),
        }),
      ),
    },
  };
}
