import { FileText, Folder } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DocumentId } from "#contract/ids.ts";
import type { Turn } from "#contract/turns.ts";
import { folderToTell } from "../../common/folder-name.ts";
import { ScopeChip } from "../../common/mentions/scope-chip.tsx";

/** The only documents and folders that a turn was looked for in. Taking one away asks again without it. */
export function WithinChips({
  turn,
  onRemove,
}: {
  turn: Turn;
  /** Given those that are left: none is all of them. */
  onRemove: (documentIds: DocumentId[], folders: string[]) => void;
}) {
  const { t } = useTranslation();
  const documentIds = turn.within.map(({ documentId }) => documentId);
  const folders = turn.withinFolders.map(({ path }) => path);
  const facts = {
    lead: t("chat.within.only"),
    isLocked: turn.state === "running",
    removeLabel: (name: string) => t("chat.within.remove", { name }),
  };
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={t("chat.within.label")}>
      {turn.withinFolders.map(({ path, name }) => (
        <ScopeChip
          key={path}
          {...facts}
          icon={Folder}
          name={name}
          onRemove={() =>
            onRemove(
              documentIds,
              folders.filter((other) => other !== path),
            )
          }
        />
      ))}
      {turn.within.map((document) => (
        <ScopeChip
          key={document.documentId}
          {...facts}
          icon={FileText}
          name={document.name}
          folder={folderToTell(document, turn.within)}
          onRemove={() =>
            onRemove(
              documentIds.filter((other) => other !== document.documentId),
              folders,
            )
          }
        />
      ))}
    </ul>
  );
}
