import { useEffect, useState } from "react";
import type { WorkspaceId } from "#contract/ids.ts";
import type { LibraryCounts } from "#contract/library.ts";
import { useHearth, useLibrary } from "../../client/hearth.ts";
import {
  type LibraryView,
  wholeLibrary,
} from "../../client/state/library-state.ts";

type View = Omit<LibraryView, "workspaceId">;

/** What of the library is shown, and in what order. A filter is of one workspace, and goes where it shows nothing. */
export function useLibraryView(workspaceId: WorkspaceId | null) {
  const { library } = useHearth();
  // As it was left: a window that becomes narrow draws the screen anew
  const [held, setHeld] = useState(() => {
    const { view: last } = library.getState();
    return last?.workspaceId === workspaceId
      ? { workspaceId, view: { ...wholeLibrary, ...last } }
      : { workspaceId, view: wholeLibrary };
  });
  const isOther = held.workspaceId !== workspaceId;
  const now = isOther
    ? {
        workspaceId,
        view: {
          ...held.view,
          filter: wholeLibrary.filter,
          status: wholeLibrary.status,
        },
      }
    : held;
  // Drawn again at once with it, so the old filter is never asked of the other workspace
  if (isOther) setHeld(now);
  const { view } = now;
  const setView = (next: View) => setHeld({ workspaceId, view: next });
  const isSpent = useLibrary(
    ({ counts }) => counts !== null && countOf(counts, view.status) === 0,
  );
  useEffect(() => {
    if (isSpent)
      setHeld((before) => ({
        ...before,
        view: { ...before.view, status: null },
      }));
  }, [isSpent]);
  return {
    view,
    setView,
    showAll: () => setView({ ...view, filter: "", status: null }),
  };
}

/** Null where there is no such choice. */
function countOf(
  { needYou, failed, skipped }: LibraryCounts,
  status: View["status"],
): number | null {
  if (status === "needs-you") return needYou;
  if (status === "failed") return failed;
  return status === "skipped" ? skipped : null;
}
