import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DocumentFilter } from "#contract/library.ts";
import { classes } from "#ui/classes.ts";
import { useLibrary } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";

/** Narrows the table by name or folder, or to what needs the person, or to what was left out. */
export function LibraryFilter({
  filter,
  onFilter,
  status,
  onStatus,
}: {
  filter: string;
  onFilter: (filter: string) => void;
  status: DocumentFilter | null;
  onStatus: (status: DocumentFilter | null) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = useLibrary((state) => state.counts);
  if (counts === null || counts.total === 0) return null;
  const choices = [
    { value: null, name: t("library.show.all"), count: counts.total },
    {
      value: "needs-you",
      name: t("library.show.needYou"),
      count: counts.needYou,
    },
    {
      value: "failed",
      name: t("library.show.failed"),
      // Where all that failed need the person, they are listed already
      count: counts.failed > counts.needYou ? counts.failed : 0,
    },
    {
      value: "skipped",
      name: t("library.show.skipped"),
      count: counts.skipped,
    },
  ] as const;
  // With nothing to choose between, there is no choice
  const shown = choices.filter(
    ({ value, count }) => value === null || count > 0 || value === status,
  );
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2">
      {shown.length > 1 && (
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">{t("library.show.label")}</legend>
          {shown.map(({ value, name, count }) => (
            <button
              key={name}
              type="button"
              aria-pressed={value === status}
              className={classes(
                "tabular flex h-7 items-center gap-2 rounded-full border bg-surface px-2.5 text-[13px] forced-colors:aria-pressed:outline-2",
                value === status
                  ? "border-accent font-medium text-accent"
                  : "border-line hover:bg-sunk",
              )}
              onClick={() => onStatus(value)}
            >
              {name}
              <span className={value === status ? "" : "text-quiet"}>
                {format.number(count)}
              </span>
            </button>
          ))}
        </fieldset>
      )}
      <span className="flex-1" />
      <label className="flex h-7 w-60 max-w-full min-w-0 items-center gap-2 rounded-full border border-strong bg-surface px-2.5 focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent">
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
          className="min-w-0 flex-1 bg-transparent text-[13px] focus-visible:outline-none"
          onChange={(event) => onFilter(event.target.value)}
        />
      </label>
    </div>
  );
}
