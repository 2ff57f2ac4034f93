import type { TFunction } from "i18next";
import type { Turn } from "#contract/turns.ts";

/** How an answer ended that was not written to its end; "" where the answer says all. */
export function endWords(
  t: TFunction,
  { reason, answer }: Pick<Turn, "reason" | "answer">,
): string {
  // That nothing was found is what the answer itself says
  if (reason === null || reason === "complete" || reason === "nothing-found")
    return "";
  return reason === "stopped" && answer === ""
    ? t("reason.stoppedAtOnce")
    : t(`reason.${reason}`);
}
