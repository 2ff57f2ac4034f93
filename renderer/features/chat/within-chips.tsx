import { FileText, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DocumentId } from "#contract/ids.ts";
import type { Turn } from "#contract/turns.ts";
import { MiddleCut } from "#ui/middle-cut.tsx";

/** The only documents that a turn was looked for in. Taking one away asks again without it. */
export function WithinChips({
  turn,
  onRemove,
}: {
  turn: Turn;
  /** Given those that are left: none is all of them. */
  onRemove: (documentIds: DocumentId[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={t("chat.within.label")}>
      {turn.within.map(({ documentId, name }) => (
        <li
          key={documentId}
          className="flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-full border border-line bg-surface pr-1 pl-2.5 text-[13px] font-medium"
        >
          <FileText
            size={14}
            strokeWidth={1.75}
            className="shrink-0 text-quiet"
            aria-hidden
          />
          <span className="shrink-0 text-quiet">{t("chat.within.only")}</span>
          <MiddleCut text={name} />
          <button
            type="button"
            disabled={turn.state === "running"}
            aria-label={t("chat.within.remove", { name })}
            title={t("chat.within.remove", { name })}
            className="inline-flex size-5 shrink-0 items-center justify-center rounded-full text-quiet hover:bg-sunk hover:text-ink disabled:opacity-50"
            onClick={() =>
              onRemove(
                turn.within
                  .map((other) => other.documentId)
                  .filter((other) => other !== documentId),
              )
            }
          >
            <X size={13} strokeWidth={1.75} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
