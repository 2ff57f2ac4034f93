import { useEffect } from "react";
import { FailureCard } from "#ui/failure-card.tsx";
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
  const { messages } = useHearth();
  const message = useMessages((state) => messageAt(state, place));
  useEffect(() => messages.getState().enter(place), [messages, place]);
  return (
    <div role="status" className={message === null ? "hidden" : className}>
      {message !== null && (
        <FailureCard
          failure={message.failure}
          onDismiss={() => messages.getState().dismiss(message.id)}
          className="rounded-control bg-bad-soft py-1 pr-1 pl-3 text-[13px] leading-5 forced-colors:border"
        />
      )}
    </div>
  );
}
