import type { TFunction } from "i18next";
import type { Source } from "#contract/turns.ts";

/** Where a passage stands in its document: its page, else the heading above it; empty where there is neither. */
export function sourcePlace(
  { page, headings }: Pick<Source, "page" | "headings">,
  t: TFunction,
): string {
  return page === null
    ? (headings.at(-1) ?? "")
    : t("source.pageShort", { page });
}
