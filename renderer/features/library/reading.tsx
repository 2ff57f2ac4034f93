import {
  useApp,
  useFinish,
  useHearth,
  useLibrary,
} from "../../client/hearth.ts";
import { isOpen, sumOfJobs } from "../../common/job-sum.ts";
import { FinishCard } from "./finish-card.tsx";
import { JobCard } from "./job-card.tsx";
import { lastRun } from "./run-words.ts";

/** How reading goes on in this workspace, then how it ended, until that was seen. */
export function Reading({ onShowNeedy }: { onShowNeedy: () => void }) {
  const { finish } = useHearth();
  const workspaceId = useApp((state) => state.workspaceId);
  const all = useLibrary((state) => state.jobs);
  const counts = useLibrary((state) => state.counts);
  const isUnseen = useFinish(
    ({ unseen }) => workspaceId !== null && unseen.includes(workspaceId),
  );
  const seenAt = useFinish((state) =>
    workspaceId === null ? 0 : (state.seenAt[workspaceId] ?? 0),
  );
  const jobs = all.filter((job) => job.workspaceId === workspaceId);
  const sum = sumOfJobs(jobs);
  if (workspaceId === null) return null;
  const see = () => finish.getState().see(workspaceId);
  if (sum !== null)
    return (
      <JobCard
        sum={sum}
        needYou={counts?.needYou ?? 0}
        onShowNeedy={onShowNeedy}
      />
    );
  const finished = lastRun(
    jobs.filter((job) => !isOpen(job) && (job.finishedAt ?? 0) > seenAt),
  );
  const isTold =
    counts !== null &&
    (counts.total > 0 ||
      finished.some(
        ({ state, error }) => state === "cancelled" || error !== null,
      ));
  if (!isUnseen || counts === null || !(isTold || finished[0]?.total === 0))
    return null;
  return (
    <FinishCard
      counts={counts}
      finished={finished}
      onShowNeedy={() => {
        see();
        onShowNeedy();
      }}
      onDismiss={see}
    />
  );
}
