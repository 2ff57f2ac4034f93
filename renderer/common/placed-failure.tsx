import { CircleAlert, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { FailureText } from "#ui/failure-text.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { useFocusBefore } from "#ui/use-focus-before.ts";
import { useHearth, useMessages } from "../client/hearth.ts";
import { messageAt, type Place } from "../client/state/messages-state.ts";

/** What went wrong at a place, said there until it is mended or put away. */
export function PlacedFailure({
  place,
  className,
}: {
  place: Place;
  className?: string;
}) {
  const { t } = useTranslation();
  const { messages } = useHearth();
  const message = useMessages((state) => messageAt(state, place));
  const focusBefore = useFocusBefore();
  useEffect(() => messages.getState().enter(place), [messages, place]);
  return (
    <div role="status" className={message === null ? "hidden" : className}>
      {message !== null && (
        <div
          {...focusBefore.watch}
          className="appear flex items-start gap-2.5 rounded-control bg-bad-soft py-1 pr-1 pl-3 text-[13px] leading-5 forced-colors:border"
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
              messages.getState().dismiss(message.id);
              focusBefore.goBack();
            }}
          />
        </div>
      )}
    </div>
  );
}
