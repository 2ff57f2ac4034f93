import type { TFunction } from "i18next";
import type { LibraryCounts } from "#contract/library.ts";
import type { Format } from "../../text/use-format.ts";

/** "1,204 files are in: 1,163 searchable, 4 need you, 37 skipped"; what there is none of is not said. */
export function finishWords(
  counts: LibraryCounts,
  t: TFunction,
  format: Pick<Format, "number">,
): string {
  // Nobody can do anything about these
  const failed = counts.failed - counts.needYou;
  const pieces = [
    t("library.searchable", { formatted: format.number(counts.indexed) }),
    counts.needYou > 0 &&
      t("library.needYou", {
        formatted: format.number(counts.needYou),
        count: counts.needYou,
      }),
    failed > 0 && t("library.failed", { formatted: format.number(failed) }),
    counts.skipped > 0 &&
      t("library.skipped", { formatted: format.number(counts.skipped) }),
  ].filter((piece) => piece !== false);
  return t("library.finish.title", {
    formatted: format.number(counts.total),
    count: counts.total,
    pieces: pieces.join(", "),
  });
}
