import { useMemo } from "react";
import type { DocumentId } from "#contract/ids.ts";
import type { DocumentSummary } from "#contract/library.ts";
import { useHearth } from "../../client/hearth.ts";
import { startQuestionAbout } from "../../common/use-chosen.ts";

export interface DocumentActions {
  /** Opens its own file, or the folder that it lies in. */
  open(document: DocumentSummary, how: "file" | "folder"): Promise<void>;
  /** A new question about it. */
  ask(document: DocumentSummary): void;
  copyPath(documents: readonly DocumentSummary[]): Promise<void>;
  retry(ids: readonly DocumentId[]): Promise<void>;
  /** Can be undone for a while. */
  remove(ids: readonly DocumentId[]): Promise<void>;
  undo(): Promise<void>;
}

/** What can be done with documents of the list. What goes wrong is said above the list. */
export function useDocumentActions(): DocumentActions {
  const { client, app, messages, library, selection, route } = useHearth();
  return useMemo(() => {
    const inWorkspace = async (
      command: (
        workspaceId: NonNullable<
          ReturnType<typeof app.getState>["workspaceId"]
        >,
      ) => Promise<unknown>,
    ) => {
      const { workspaceId } = app.getState();
      if (workspaceId !== null)
        await messages
          .getState()
          .attempt(() => command(workspaceId), "library");
    };
    return {
      open: (document, how) =>
        inWorkspace(() =>
          client.library.open({ documentId: document.id, how }),
        ),
      ask: (document) => {
        startQuestionAbout(document, app.getState());
        route.getState().go({ page: "new" });
      },
      copyPath: (documents) =>
        inWorkspace(() =>
          navigator.clipboard.writeText(
            documents.map(({ path }) => path).join("\n"),
          ),
        ),
      retry: (ids) =>
        inWorkspace((workspaceId) =>
          client.library.retry({ workspaceId, documentIds: [...ids] }),
        ),
      remove: (ids) =>
        inWorkspace(async () => {
          const { open, close } = selection.getState();
          if (open !== null && ids.includes(open.documentId)) close();
          await library.getState().remove(ids);
        }),
      undo: () => inWorkspace(() => library.getState().undoRemoval()),
    };
  }, [client, app, messages, library, selection, route]);
}
