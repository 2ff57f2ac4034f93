import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { useLibrary } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";

/** Narrows the table by name, or to what needs the person. */
export function LibraryFilter({
  filter,
  onFilter,
  onlyFailed,
  onOnlyFailed,
}: {
  filter: string;
  onFilter: (filter: string) => void;
  onlyFailed: boolean;
  onOnlyFailed: (onlyFailed: boolean) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const failed = useLibrary(({ counts }) => counts?.failed ?? 0);
  const total = useLibrary(({ counts }) => counts?.total ?? 0);
  if (total === 0) return null;
  return (
    <div className="flex shrink-0 items-center gap-2">
      <label className="flex h-8.5 min-w-0 max-w-80 flex-1 items-center gap-2 rounded-control border border-strong bg-surface px-2.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
        <Search
          size={16}
          strokeWidth={1.75}
          className="shrink-0 text-quiet"
          aria-hidden
        />
        <span className="sr-only">{t("library.filter")}</span>
        <input
          type="search"
          value={filter}
          maxLength={200}
          placeholder={t("library.filter")}
          className="min-w-0 flex-1 bg-transparent focus-visible:outline-none"
          onChange={(event) => onFilter(event.target.value)}
        />
      </label>
      {(failed > 0 || onlyFailed) && (
        <Button
          aria-pressed={onlyFailed}
          className="aria-pressed:border-accent"
          onClick={() => onOnlyFailed(!onlyFailed)}
        >
          {t("library.onlyFailed", { formatted: format.number(failed) })}
        </Button>
      )}
    </div>
  );
}
