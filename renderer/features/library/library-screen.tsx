import { FolderPlus, Plus } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { useApp, useHearth, useLibrary } from "../../client/hearth.ts";
import { AddPath } from "../../common/add-path.tsx";
import { useAddFiles } from "../../common/use-add-files.ts";
import { WorkspaceChip } from "../../common/workspace-chip.tsx";
import { DocumentTable } from "./document-table.tsx";
import { Handover } from "./handover.tsx";
import { JobCard } from "./job-card.tsx";
import { LibraryFilter } from "./library-filter.tsx";

/** What is in the library, how it was read, and what is being done about the rest. */
export function LibraryScreen({ lead }: { lead: ReactNode }) {
  const { t } = useTranslation();
  const { pick } = useAddFiles();
  const { library, messages } = useHearth();
  const jobs = useLibrary((state) => state.jobs);
  const workspaceId = useApp((state) => state.workspaceId);
  const takesPaths = useApp(({ info }) => info?.capabilities.paths === true);
  const [filter, setFilter] = useState("");
  const [onlyFailed, setOnlyFailed] = useState(false);
  const shown = jobs.filter(
    (job) =>
      job.workspaceId === workspaceId &&
      !["done", "cancelled"].includes(job.state),
  );
  useEffect(() => {
    if (workspaceId === null) return;
    void messages.getState().attempt(() =>
      library.getState().show({
        workspaceId,
        filter,
        status: onlyFailed ? "failed" : null,
      }),
    );
  }, [library, messages, workspaceId, filter, onlyFailed]);
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
      <Handover />
      {shown.map((job) => (
        <JobCard
          key={job.id}
          job={job}
          onShowFailed={() => setOnlyFailed(true)}
        />
      ))}
      <LibraryFilter
        filter={filter}
        onFilter={setFilter}
        onlyFailed={onlyFailed}
        onOnlyFailed={setOnlyFailed}
      />
      <DocumentTable isFiltered={filter !== "" || onlyFailed} />
      {takesPaths && <AddPath className="w-full max-w-[560px] shrink-0 pb-4" />}
    </div>
  );
}
