import { useTranslation } from "react-i18next";
import type { Turn } from "#contract/turns.ts";
import { isNotFound } from "./is-not-found.ts";
import { missingFile } from "./missing-file.ts";

/** Said before an answer from other files: that the one which the question names is not there. */
export function MissingFileNotice({ turn }: { turn: Turn }) {
  const { t } = useTranslation();
  const words = missingFile(t, turn);
  // What found nothing says it in its title
  if (words === null || isNotFound(turn)) return null;
  const hasOthers = turn.answer !== "" || turn.quotes.length > 0;
  return (
    <p className="text-[15px] leading-[25px]">
      <strong className="font-semibold">{words}</strong>
      {hasOthers && ` ${t("chat.inOtherFiles")}`}
    </p>
  );
}
