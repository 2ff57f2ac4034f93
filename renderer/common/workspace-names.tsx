import { type ReactNode, useCallback } from "react";
import type { Source } from "#contract/turns.ts";
import { WorkspaceNameOf } from "#ui/answer/workspace-name.ts";
import { useApp } from "../client/hearth.ts";

/** Sources below name their workspace where `isEverything` is asked. */
export function WorkspaceNames({
  isEverything,
  children,
}: {
  isEverything: boolean;
  children: ReactNode;
}) {
  const workspaces = useApp((state) => state.workspaces);
  const nameOf = useCallback(
    ({ workspaceId }: Source) =>
      isEverything && workspaces.length > 1
        ? (workspaces.find(({ id }) => id === workspaceId)?.name ?? null)
        : null,
    [isEverything, workspaces],
  );
  return <WorkspaceNameOf value={nameOf}>{children}</WorkspaceNameOf>;
}
