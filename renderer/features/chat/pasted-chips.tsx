import { ClipboardList, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { useFormat } from "../../text/use-format.ts";
import type { PastedText } from "./use-pasted-texts.ts";

/** The pasted texts that go with the question: each can be read and taken away. */
export function PastedChips({
  texts,
  isLocked,
  onRemove,
}: {
  texts: readonly PastedText[];
  /** While the question is on its way. */
  isLocked: boolean;
  onRemove: (text: PastedText) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState<PastedText | null>(null);
  if (texts.length === 0) return null;
  return (
    <div className="px-3 pt-3">
      <ul
        className="flex flex-wrap gap-1.5"
        aria-label={t("chat.pasted.label")}
      >
        {texts.map((text) => {
          const words = t("chat.pasted.chip", {
            count: text.text.length,
            formatted: format.number(text.text.length),
          });
          return (
            <li
              key={text.name}
              className="flex h-7 max-w-full min-w-0 items-center gap-1 rounded-full border border-line bg-bg pr-1 pl-2.5 text-[13px] font-medium"
            >
              <button
                type="button"
                className="flex min-w-0 items-center gap-1.5 rounded-full hover:underline"
                title={text.name}
                onClick={() => setOpen(text)}
              >
                <ClipboardList
                  size={14}
                  strokeWidth={1.75}
                  className="shrink-0 text-quiet"
                  aria-hidden
                />
                <span className="tabular truncate">{words}</span>
              </button>
              <button
                type="button"
                disabled={isLocked}
                aria-label={t("chat.pasted.remove", { name: text.name })}
                title={t("chat.pasted.remove", { name: text.name })}
                className="inline-flex size-5 shrink-0 items-center justify-center rounded-full text-quiet hover:bg-sunk hover:text-ink disabled:opacity-50"
                onClick={() => onRemove(text)}
              >
                <X size={13} strokeWidth={1.75} aria-hidden />
              </button>
            </li>
          );
        })}
      </ul>
      <p role="status" className="px-1 pt-1.5 text-xs text-quiet">
        {t(isLocked ? "chat.pasted.reading" : "chat.pasted.hint")}
      </p>
      <Dialog
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={open?.name ?? ""}
        buttons={
          <Button onClick={() => setOpen(null)}>
            {t("chat.pasted.close")}
          </Button>
        }
      >
        {/* A field that is only read is scrolled and selected from by keyboard too */}
        <textarea
          readOnly
          rows={16}
          aria-label={t("chat.pasted.text")}
          className="max-h-[40vh] w-full resize-none bg-transparent text-[13px] leading-5"
          value={open?.text ?? ""}
        />
      </Dialog>
    </div>
  );
}
