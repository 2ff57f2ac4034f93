import { Ellipsis, RotateCcw } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "#contract/library.ts";
import { Button } from "#ui/button.tsx";
import type { ContextMenuItem } from "#ui/context-menu.tsx";
import { failureWords } from "#ui/failure-text.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#ui/menu.tsx";
import { MiddleCut } from "#ui/middle-cut.tsx";
import { PageStrip } from "#ui/page-strip.tsx";
import { useApp } from "../../client/hearth.ts";
import { folderName, isInDataFolder } from "../../common/folder-name.ts";
import { useFormat } from "../../text/use-format.ts";
import { wideOnly } from "./columns.ts";
import { DocumentIcon } from "./document-icon.tsx";
import { DocumentState } from "./document-state.tsx";
import { typeName } from "./type-name.ts";

/** The same object for as long as the table is there, so that a row is drawn again only when it changes. */
export interface RowHandlers {
  menuOf: (document: DocumentSummary) => readonly ContextMenuItem[];
  onFocus: (document: DocumentSummary) => void;
  onOpen: (document: DocumentSummary) => void;
  onToggle: (document: DocumentSummary) => void;
  onRetry: (document: DocumentSummary) => void;
}

/** The cells of a document, and below them what to do about a failure. */
export const DocumentRow = memo(function DocumentRow({
  document,
  isOpen,
  isSelected,
  isTabStop,
  handlers,
}: {
  document: DocumentSummary;
  /** Whether it is what is open beside the list. */
  isOpen: boolean;
  isSelected: boolean;
  isTabStop: boolean;
  handlers: RowHandlers;
}) {
  const { t } = useTranslation();
  const dataFolder = useApp(({ info }) => info?.dataFolder);
  const isHandedOver = isInDataFolder(document.folder, dataFolder);
  const format = useFormat();
  const isIndexed = document.status === "indexed";
  const tabIndex = isTabStop ? 0 : -1;
  const type = typeName(document);
  return (
    <>
      <td className="flex min-w-0 items-center gap-2.5">
        <span className="relative flex size-4 shrink-0 items-center">
          <span className="group-hover:opacity-0 group-aria-selected:opacity-0">
            <DocumentIcon document={document} />
          </span>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            aria-label={t("library.select", { name: document.name })}
            className="absolute inset-0 size-4 accent-accent opacity-0 group-hover:opacity-100 group-aria-selected:opacity-100"
            onChange={() => handlers.onToggle(document)}
          />
        </span>
        <button
          type="button"
          tabIndex={tabIndex}
          aria-current={isOpen ? "true" : undefined}
          className="flex min-w-0 items-center rounded-sm text-start"
          title={document.path}
          data-row-button
          onClick={(event) => {
            // With a modifier the row is selected instead
            if (!event.ctrlKey && !event.metaKey && !event.shiftKey)
              handlers.onOpen(document);
          }}
          onFocus={() => handlers.onFocus(document)}
        >
          <MiddleCut text={document.name} />
        </button>
      </td>
      <td
        className={`truncate text-xs text-quiet ${wideOnly}`}
        title={isHandedOver ? undefined : document.folder}
      >
        {isHandedOver ? t("library.handedOver") : folderName(document.folder)}
      </td>
      <td className="flex min-w-0 items-center">
        <DocumentState document={document} />
      </td>
      <td className={`truncate text-xs text-quiet ${wideOnly}`}>
        {document.pages === null && document.pageStrip.length === 0 ? (
          (type ?? "–")
        ) : (
          <PageStrip cells={document.pageStrip} pages={document.pages} />
        )}
      </td>
      <td className={`tabular text-end text-quiet ${wideOnly}`}>
        {isIndexed ? format.number(document.chunks) : "–"}
      </td>
      <td className={`tabular text-end text-xs text-quiet ${wideOnly}`}>
        {format.bytes(document.sizeBytes)}
      </td>
      <td className={`truncate text-end text-xs text-quiet ${wideOnly}`}>
        {format.day(document.addedAt)}
      </td>
      <td>
        <Menu>
          <MenuTrigger asChild>
            <IconButton
              icon={Ellipsis}
              tabIndex={tabIndex}
              label={t("library.more", { name: document.name })}
            />
          </MenuTrigger>
          <MenuContent align="end">
            {handlers
              .menuOf(document)
              .map(({ name, icon, isDangerous = false, onSelect }) => (
                <MenuItem
                  key={name}
                  {...(icon === undefined ? {} : { icon })}
                  isDangerous={isDangerous}
                  onSelect={onSelect}
                >
                  {name}
                </MenuItem>
              ))}
          </MenuContent>
        </Menu>
      </td>
      {document.status === "failed" && document.reason !== null && (
        <td
          colSpan={8}
          className="col-span-full -mt-1 flex items-start gap-3 pb-2 pl-6.5 text-xs text-quiet"
        >
          <span className="min-w-0 flex-1 py-1 break-words">
            {Object.values(failureWords(t, document.reason))
              .filter(Boolean)
              .join(" ")}
          </span>
          <Button
            size="small"
            tabIndex={tabIndex}
            onClick={() => handlers.onRetry(document)}
          >
            <RotateCcw size={14} strokeWidth={1.75} aria-hidden />
            {t("library.retry")}
          </Button>
        </td>
      )}
    </>
  );
});
