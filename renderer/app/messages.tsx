import { CircleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailureText } from "#ui/failure-text.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { useFocusBefore } from "#ui/use-focus-before.ts";
import { useHearth, useMessages } from "../client/hearth.ts";
import { toastOf } from "../client/state/messages-state.ts";

/** What went wrong with something whose place is not on the screen: one at a time, until it is put away. */
export function Messages() {
  const { t } = useTranslation();
  const { messages: store } = useHearth();
  const message = useMessages(toastOf);
  const focusBefore = useFocusBefore();
  return (
    <div
      role="status"
      aria-live="polite"
      // Above the composer, whose buttons stay in reach
      className="pointer-events-none fixed inset-x-4 bottom-32 z-50 flex flex-col items-end gap-2"
    >
      {message !== null && (
        <div
          key={message.id}
          {...focusBefore.watch}
          className="appear pointer-events-auto flex max-w-[440px] items-start gap-2.5 rounded-card border border-line bg-surface py-2 pr-2 pl-3.5 shadow-float"
        >
          <CircleAlert
            size={16}
            strokeWidth={1.75}
            className="mt-1.5 shrink-0 text-bad"
            aria-hidden
          />
          <p className="min-w-0 flex-1 py-1 break-words">
            <FailureText failure={message.failure} />
          </p>
          <IconButton
            icon={X}
            label={t("common.dismiss")}
            onClick={() => {
              store.getState().dismiss(message.id);
              focusBefore.goBack();
            }}
          />
        </div>
      )}
    </div>
  );
}
