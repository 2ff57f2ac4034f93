import { FolderPlus, Plus } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { useApp, useHearth } from "../../client/hearth.ts";
import { AddPath } from "../../common/add-path.tsx";
import { PlacedFailure } from "../../common/placed-failure.tsx";
import { useAddFiles } from "../../common/use-add-files.ts";
import { WorkspaceChip } from "../../common/workspace-chip.tsx";
import { DocumentTable } from "./document-table.tsx";
import { Handover } from "./handover.tsx";
import { LibraryFilter } from "./library-filter.tsx";
import { Reading } from "./reading.tsx";
import { UndoBar } from "./undo-bar.tsx";
import { useLibraryView } from "./use-library-view.ts";

/** What is in the library, how it was read, and what is being done about the rest. */
export function LibraryScreen({ lead }: { lead: ReactNode }) {
  const { t } = useTranslation();
  const { pick } = useAddFiles();
  const { library, messages } = useHearth();
  const workspaceId = useApp((state) => state.workspaceId);
  const takesPaths = useApp(({ info }) => info?.capabilities.paths === true);
  const { view, setView, showAll } = useLibraryView(workspaceId);
  useEffect(() => {
    if (workspaceId === null) return;
    void messages
      .getState()
      .attempt(
        () => library.getState().show({ ...view, workspaceId }),
        "library.list",
      );
  }, [library, messages, workspaceId, view]);
  return (
    <div className="flex h-full flex-col gap-4 bg-bg px-4 pt-4 sm:px-8 sm:pt-5">
      <header className="flex flex-wrap items-center gap-3">
        {lead}
        <h1 className="text-xl font-semibold">{t("library.title")}</h1>
        <WorkspaceChip />
        <span className="flex-1" />
        <div className="flex gap-2">
          <Button onClick={() => void pick("folder")}>
            <FolderPlus size={16} strokeWidth={1.75} aria-hidden />
            {t("library.addFolder")}
          </Button>
          <Button look="primary" onClick={() => void pick("files")}>
            <Plus size={16} strokeWidth={1.75} aria-hidden />
            {t("library.addFiles")}
          </Button>
        </div>
      </header>
      <PlacedFailure place="library.add" />
      <Handover />
      <div className="contents" data-keeps-focus>
        <Reading
          onShowNeedy={() => setView({ ...view, status: "needs-you" })}
        />
      </div>
      <LibraryFilter
        filter={view.filter}
        onFilter={(filter) => setView({ ...view, filter })}
        status={view.status}
        onStatus={(status) => setView({ ...view, status })}
      />
      <PlacedFailure place="library" />
      <PlacedFailure place="library.list" />
      <div className="group/list relative flex min-h-0 flex-1 flex-col">
        <DocumentTable
          isFiltered={view.filter !== "" || view.status !== null}
          onShowAll={showAll}
          order={view}
          onOrder={(order) => setView({ ...view, ...order })}
        />
        <UndoBar />
      </div>
      {takesPaths && <AddPath className="w-full max-w-[560px] shrink-0 pb-4" />}
    </div>
  );
}
