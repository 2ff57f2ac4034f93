import { useTranslation } from "react-i18next";
import { appErrorCode } from "#contract/errors.ts";
import type { Notice } from "#contract/notices.ts";
import type { Turn } from "#contract/turns.ts";
import { endWords } from "./end-words.ts";

/** Said in the meta line instead, or otherwise. */
const inMeta = new Set<Notice["code"]>([
  "passages-dropped",
  "passages-only",
  // Before the answer
  "no-such-file",
]);

/** What this answer does less well than it could, one plain sentence each. */
export function TurnNotices({ turn }: { turn: Turn }) {
  const { t } = useTranslation();
  /** A reason is the code of a failure, which has a name in the person's language. */
  const nameOf = (reason: unknown) => {
    const code = appErrorCode.safeParse(reason);
    if (!code.success) return "";
    // The short name of that is of files
    return code.data === "worker-crashed"
      ? t("notice.modelStopped")
      : `${t(`failureName.${code.data}`)}.`;
  };
  const notices = turn.notices.filter(({ code }) => !inMeta.has(code));
  const lines = notices.map((notice) => ({
    key: String(notice.code),
    text: t(`notice.${notice.code}`, {
      kept: "",
      total: "",
      pending: "",
      worker: "",
      ...notice.params,
      count: Number(notice.params["pending"] ?? 0),
      reason: nameOf(notice.params["reason"]),
    }).trim(),
  }));
  const ending = endWords(t, turn);
  if (ending !== "") lines.push({ key: "ending", text: ending });
  if (lines.length === 0) return null;
  return (
    <ul className="flex flex-col gap-0.5 text-xs text-warn">
      {lines.map(({ key, text }) => (
        <li key={`${key} ${text}`}>{text}</li>
      ))}
    </ul>
  );
}
