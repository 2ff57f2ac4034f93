import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useApp } from "../../client/hearth.ts";
import { acceleratorOf, shownAccelerator } from "./accelerator.ts";

/** Takes the keys that are pressed in it. Backspace and Delete turn the shortcut off; Tab and Escape leave. */
export function ShortcutField({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const { t } = useTranslation();
  const isMac = useApp(({ info }) => info?.platform === "darwin");
  const [needsModifier, setNeedsModifier] = useState(false);
  return (
    <div className="flex flex-col items-end gap-1">
      <input
        type="text"
        readOnly
        aria-label={t("settings.shortcut")}
        className="h-8.5 w-52 rounded-control border border-strong bg-surface px-2.5"
        value={
          value === null
            ? t("settings.shortcutNone")
            : shownAccelerator(value, isMac)
        }
        onKeyDown={(event) => {
          if (event.key === "Tab" || event.key === "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Backspace" || event.key === "Delete") {
            setNeedsModifier(false);
            onChange(null);
            return;
          }
          const accelerator = acceleratorOf(event);
          if (accelerator === null) return;
          setNeedsModifier(accelerator === "needs-modifier");
          if (accelerator !== "needs-modifier") onChange(accelerator);
        }}
      />
      <p className="text-xs text-warn" role="status">
        {needsModifier && t("settings.shortcutNeedsModifier")}
      </p>
    </div>
  );
}
