import { useMemo } from "react";
import type { DocumentId } from "#contract/ids.ts";
import { useHearth } from "../../client/hearth.ts";

/** Trying documents again and forgetting them. What goes wrong is told as a message. */
export function useDocumentActions(): {
  retry(ids: DocumentId[]): Promise<void>;
  remove(ids: DocumentId[]): Promise<void>;
} {
  const { client, app, messages, library } = useHearth();
  return useMemo(() => {
    const { attempt } = messages.getState();
    return {
      retry: async (documentIds) => {
        const { workspaceId } = app.getState();
        if (workspaceId !== null)
          await attempt(() =>
            client.library.retry({ workspaceId, documentIds }),
          );
      },
      remove: async (documentIds) => {
        const { workspaceId } = app.getState();
        if (workspaceId === null) return;
        await attempt(async () => {
          await client.library.remove({ workspaceId, documentIds });
          await library.getState().refresh();
        });
      },
    };
  }, [client, app, messages, library]);
}
