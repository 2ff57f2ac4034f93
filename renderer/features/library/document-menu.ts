import type { TFunction } from "i18next";
import {
  Copy,
  ExternalLink,
  FolderOpen,
  MessageSquare,
  RotateCcw,
  Trash2,
} from "lucide-react";
import type { DocumentSummary } from "#contract/library.ts";
import type { ContextMenuItem } from "#ui/context-menu.tsx";
import type { DocumentActions } from "./use-document-actions.ts";

/** What a right click, the row's button and the bar below the list offer for these documents. */
export function documentMenu(
  documents: readonly DocumentSummary[],
  actions: DocumentActions,
  t: TFunction,
  { opensFiles }: { opensFiles: boolean },
): ContextMenuItem[] {
  const [only] = documents.length === 1 ? documents : [];
  const ids = documents.map(({ id }) => id);
  const items: (ContextMenuItem | false)[] = [
    only?.status === "indexed" && {
      icon: MessageSquare,
      name: t("library.ask"),
      onSelect: () => actions.ask(only),
    },
    opensFiles &&
      only !== undefined && {
        icon: ExternalLink,
        name: t("library.openFile"),
        onSelect: () => void actions.open(only, "file"),
      },
    opensFiles &&
      only !== undefined && {
        icon: FolderOpen,
        name: t("library.showInFolder"),
        onSelect: () => void actions.open(only, "folder"),
      },
    {
      icon: Copy,
      name: t("library.copyPath", { count: documents.length }),
      onSelect: () => void actions.copyPath(documents),
    },
    documents.some(isAtRest) && {
      icon: RotateCcw,
      name: t("library.readAgain"),
      onSelect: () =>
        void actions.retry(documents.filter(isAtRest).map(({ id }) => id)),
    },
    {
      icon: Trash2,
      name: t("library.remove"),
      isDangerous: true,
      onSelect: () => void actions.remove(ids),
    },
  ];
  return items.filter((item) => item !== false);
}

/** Not waiting, and not in work. */
export const isAtRest = ({ status }: DocumentSummary): boolean =>
  status === "indexed" || status === "failed" || status === "skipped";
