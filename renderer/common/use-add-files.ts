import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { GrantId } from "#contract/ids.ts";
import { useHearth } from "../client/hearth.ts";
import type { TakenIn } from "../client/intake.ts";

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
  const { t } = useTranslation();
  return useMemo(() => {
    const { attempt } = messages.getState();
    const add = async (what: {
      grants?: GrantId[];
      paths?: string[];
      label?: string;
    }) => {
      const { workspaceId } = app.getState();
      if (workspaceId !== null)
        await client.library.add({ workspaceId, ...what });
    };
    const addTaken = async ({ grants, folder }: TakenIn) => {
      if (grants.length > 0)
        await add({
          grants,
          ...(folder === null ? {} : { label: folder.slice(0, 200) }),
        });
      return grants.length > 0;
    };
    return {
      pick: async (kind) => {
        await attempt(
          async () => addTaken(await intake.pick(kind)),
          "library.add",
        );
      },
      drop: async (transfer) => {
        const taken = intake.dropped(transfer);
        const isAdded = await attempt(
          async () => addTaken(await taken),
          "library.add",
        );
        // Nobody who drops something means nothing
        if (isAdded === false)
          messages.getState().tell(
            {
              code: "invalid-request",
              message: t("library.nothingDropped"),
              advice: null,
              params: {},
            },
            "library.add",
          );
      },
      path: async (path) =>
        (await attempt(async () => {
          await add({ paths: [path] });
          return true;
        }, "library.path")) ?? false,
    };
  }, [client, intake, app, messages, t]);
}
