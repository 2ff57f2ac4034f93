import type { TFunction } from "i18next";
import type { Turn } from "#contract/turns.ts";

/** That files which the question names are not there, and what is named most alike; null where none is missing. */
export function missingFile(t: TFunction, { notices }: Turn): string | null {
  const missing = notices.filter(({ code }) => code === "no-such-file");
  if (missing.length === 0) return null;
  return missing
    .map(({ params }) =>
      t("notice.no-such-file", {
        ...params,
        context: params["nearest"] ? "near" : "",
      }),
    )
    .join(" ");
}
