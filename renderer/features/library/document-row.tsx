import { Ellipsis, RotateCcw, Trash2 } from "lucide-react";
import { type KeyboardEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "#contract/library.ts";
import { Button } from "#ui/button.tsx";
import { failureWords } from "#ui/failure-text.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#ui/menu.tsx";
import { MiddleCut } from "#ui/middle-cut.tsx";
import { PageStrip } from "#ui/page-strip.tsx";
import { useFormat } from "../../text/use-format.ts";
import { wideOnly } from "./columns.ts";
import { DocumentIcon } from "./document-icon.tsx";
import { DocumentState } from "./document-state.tsx";

export const DocumentRow = memo(function DocumentRow({
  document,
  isOpen,
  isTabStop,
  onFocus,
  onKeyDown,
  onOpen,
  onRetry,
  onRemove,
}: {
  document: DocumentSummary;
  /** Whether it is what is open beside the list. */
  isOpen: boolean;
  isTabStop: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onOpen: () => void;
  onRetry: () => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const isIndexed = document.status === "indexed";
  const failure =
    document.reason === null ? null : failureWords(t, document.reason);
  // Another try makes no other type of it
  const canRetry =
    document.status === "failed" &&
    document.reason?.code !== "unsupported-type";
  const tabIndex = isTabStop ? 0 : -1;
  return (
    <>
      <td className="flex min-w-0 flex-col">
        <button
          type="button"
          tabIndex={tabIndex}
          aria-current={isOpen ? "true" : undefined}
          className="flex min-w-0 items-center gap-2.5 rounded-sm text-start"
          title={document.path}
          data-row-button
          onClick={onOpen}
          onFocus={onFocus}
          onKeyDown={onKeyDown}
        >
          <DocumentIcon document={document} />
          <MiddleCut text={document.name} />
        </button>
        {failure !== null && (
          <span
            className="truncate pl-6.5 text-xs text-quiet"
            title={`${failure.message} ${failure.advice ?? ""}`}
          >
            {failure.advice ?? failure.message}
          </span>
        )}
      </td>
      <td className="flex min-w-0 items-center gap-2">
        <DocumentState document={document} />
        {canRetry && (
          <Button
            size="small"
            className={wideOnly}
            tabIndex={tabIndex}
            onClick={onRetry}
          >
            {t("library.retry")}
          </Button>
        )}
      </td>
      <td className={wideOnly}>
        <PageStrip cells={document.pageStrip} pages={document.pages} />
      </td>
      <td className={`tabular text-end text-quiet ${wideOnly}`}>
        {isIndexed ? format.number(document.chunks) : "–"}
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
            {canRetry && (
              <MenuItem icon={RotateCcw} onSelect={onRetry}>
                {t("library.retry")}
              </MenuItem>
            )}
            <MenuItem icon={Trash2} isDangerous onSelect={onRemove}>
              {t("library.remove")}
            </MenuItem>
          </MenuContent>
        </Menu>
      </td>
    </>
  );
});
