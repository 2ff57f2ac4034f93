import { useMemo } from "react";
import type { GrantId } from "#contract/ids.ts";
import { useHearth } from "../client/hearth.ts";

export interface AddFiles {
  /** Lets the person choose, then starts indexing. */
  pick(kind: "files" | "folder"): Promise<void>;
  /** Must be called inside the drop event. */
  drop(transfer: DataTransfer): Promise<void>;
  /** Only where the host takes paths. True when indexing has started. */
  path(path: string): Promise<boolean>;
}

/** The ways in for documents, each of which ends in an indexing job. What goes wrong is told as a message. */
export function useAddFiles(): AddFiles {
  const { client, intake, app, messages } = useHearth();
  return useMemo(() => {
    const { attempt } = messages.getState();
    const add = async (what: { grants?: GrantId[]; paths?: string[] }) => {
      const { workspaceId } = app.getState();
      if (workspaceId !== null)
        await client.library.add({ workspaceId, ...what });
    };
    const addGrants = async (grants: GrantId[]) => {
      if (grants.length > 0) await add({ grants });
    };
    return {
      pick: async (kind) => {
        await attempt(async () => addGrants(await intake.pick(kind)));
      },
      drop: async (transfer) => {
        const grants = intake.dropped(transfer);
        await attempt(async () => addGrants(await grants));
      },
      path: async (path) =>
        (await attempt(async () => {
          await add({ paths: [path] });
          return true;
        })) ?? false,
    };
  }, [client, intake, app, messages]);
}
