import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "#contract/library.ts";
import { classes } from "#ui/classes.ts";
import type { ContextMenuItem } from "#ui/context-menu.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { useFormat } from "../../text/use-format.ts";

/** How many documents are selected, and what can be done with them. */
export function SelectionBar({
  documents,
  items,
  onClear,
}: {
  documents: readonly DocumentSummary[];
  items: readonly ContextMenuItem[];
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = t("library.selected", {
    formatted: format.number(documents.length),
    count: documents.length,
  });
  return (
    <>
      <div role="status" className="sr-only">
        {documents.length > 0 && words}
      </div>
      {documents.length > 0 && (
        <section
          aria-label={words}
          data-selection-bar
          className="appear absolute inset-x-2 bottom-7 z-20 mx-auto flex w-fit flex-wrap items-center gap-x-1 rounded-card border border-line bg-surface px-3 py-1.5 shadow-float"
        >
          <span className="tabular px-1.5 text-[13px] font-semibold whitespace-nowrap">
            {words}
          </span>
          {items.map(({ name, icon: Icon, isDangerous = false, onSelect }) => (
            <button
              key={name}
              type="button"
              className={classes(
                "flex h-8 items-center gap-1.5 rounded-control px-2 text-[13px] whitespace-nowrap hover:bg-sunk",
                isDangerous ? "text-bad" : "text-quiet hover:text-ink",
              )}
              onClick={onSelect}
            >
              {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
              {name}
            </button>
          ))}
          <IconButton
            icon={X}
            label={t("library.clearSelection")}
            onClick={onClear}
          />
        </section>
      )}
    </>
  );
}
