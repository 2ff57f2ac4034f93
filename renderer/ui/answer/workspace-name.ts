import { createContext, useContext } from "react";
import type { Source } from "#contract/turns.ts";

/** The name of a source's workspace, where several are asked together; null elsewhere. */
export const WorkspaceNameOf = createContext<(source: Source) => string | null>(
  () => null,
);

export const useWorkspaceName = (source: Source): string | null =>
  useContext(WorkspaceNameOf)(source);
