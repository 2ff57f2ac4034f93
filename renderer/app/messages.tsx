import { CircleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailureText } from "#ui/failure-text.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { useHearth, useMessages } from "../client/hearth.ts";

/** What went wrong with something that was asked for. It stays until it is put away. */
export function Messages() {
  const { t } = useTranslation();
  const { messages: store } = useHearth();
  const messages = useMessages((state) => state.messages);
  return (
    <div
      role="status"
      aria-live="polite"
      // Above the composer, whose buttons stay in reach
      className="pointer-events-none fixed inset-x-4 bottom-32 z-50 flex flex-col items-end gap-2"
    >
      {messages.map(({ id, failure }) => (
        <div
          key={id}
          className="appear pointer-events-auto flex max-w-[440px] items-start gap-2.5 rounded-card border border-line bg-surface py-2 pr-2 pl-3.5 shadow-float"
        >
          <CircleAlert
            size={16}
            strokeWidth={1.75}
            className="mt-1.5 shrink-0 text-bad"
            aria-hidden
          />
          <p className="min-w-0 flex-1 py-1 break-words">
            <FailureText failure={failure} />
          </p>
          <IconButton
            icon={X}
            label={t("common.dismiss")}
            onClick={() => store.getState().dismiss(id)}
          />
        </div>
      ))}
    </div>
  );
}
