import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "./is-typing.ts";

/** A name in place, being changed; that of a conversation where `label` says nothing else. Enter and leaving take it, Escape gives it up (null). */
export function RenameField({
  title,
  label,
  onDone,
}: {
  title: string;
  label?: string;
  onDone: (title: string | null) => void;
}) {
  const { t } = useTranslation();
  const isDone = useRef(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (value: string | null) => {
    // Leaving the field follows Enter and Escape; once is enough
    if (isDone.current) return;
    isDone.current = true;
    const next = value?.trim() ?? "";
    onDone(next === "" || next === title ? null : next);
  };
  return (
    <input
      type="text"
      ref={field}
      defaultValue={title}
      maxLength={200}
      aria-label={label ?? t("conversations.renameLabel")}
      className="h-7 min-w-0 flex-1 rounded-md border border-strong bg-surface px-1.5"
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (isComposing(event)) return;
        if (event.key === "Enter") finish(event.currentTarget.value);
        if (event.key === "Escape") finish(null);
      }}
    />
  );
}
