import { useTranslation } from "react-i18next";
import type { PageStatus } from "#contract/library.ts";
import { classes } from "./classes.ts";

const colours: Record<PageStatus, string> = {
  text: "bg-ok opacity-60",
  ocr: "bg-warn opacity-90",
  empty: "bg-warn opacity-50",
  failed: "bg-bad",
};

const maxCells = 20;
const places = Array.from({ length: maxCells }, (_, place) => place);

/** One cell for each stretch of pages: read as text, read from a scan, empty, failed; grey for those not read yet. */
export function PageStrip({
  cells,
  pages,
}: {
  cells: readonly PageStatus[];
  pages: number | null;
}) {
  const { t } = useTranslation();
  const total = Math.max(cells.length, Math.min(pages ?? 0, maxCells));
  if (total === 0) return <span className="text-quiet">–</span>;
  const count = (status: PageStatus) =>
    cells.filter((cell) => cell === status).length;
  const words = [
    pages !== null && t("library.pages", { count: pages }),
    count("failed") > 0 && t("library.strip.failed"),
    count("empty") > 0 && t("library.strip.empty"),
    count("ocr") > 0 && t("library.strip.ocr"),
  ].filter((word) => word !== false);
  return (
    <span
      role="img"
      aria-label={words.join(", ")}
      title={words.join(", ")}
      className="flex gap-0.5"
    >
      {places.slice(0, total).map((place) => {
        const cell = cells[place];
        return (
          <span
            key={place}
            data-fill={cell === undefined ? undefined : true}
            className={classes(
              "h-3 w-[5px] rounded-[1.5px] forced-colors:border",
              cell === undefined ? "bg-line" : colours[cell],
            )}
          />
        );
      })}
    </span>
  );
}
