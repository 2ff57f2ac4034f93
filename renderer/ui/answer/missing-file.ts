import type { TFunction } from "i18next";
import type { Turn } from "#contract/turns.ts";

/** That the file which the question names is not there, and what is named most alike; null where none is missing. */
export function missingFile(t: TFunction, { notices }: Turn): string | null {
  const notice = notices.find(({ code }) => code === "no-such-file");
  return notice === undefined
    ? null
    : t("notice.no-such-file", {
        ...notice.params,
        context: notice.params["nearest"] ? "near" : "",
      });
}
