import { FailureCard } from "#ui/failure-card.tsx";
import { useHearth, useMessages } from "../client/hearth.ts";
import { toastOf } from "../client/state/messages-state.ts";

/** What went wrong with something whose place is not on the screen: one at a time, until it is put away. */
export function Messages() {
  const { messages: store } = useHearth();
  const message = useMessages(toastOf);
  return (
    <div
      role="status"
      aria-live="polite"
      // Above the composer, whose buttons stay in reach
      className="pointer-events-none fixed inset-x-4 bottom-32 z-50 flex flex-col items-end gap-2"
    >
      {message !== null && (
        <FailureCard
          key={message.id}
          failure={message.failure}
          onDismiss={() => store.getState().dismiss(message.id)}
          className="pointer-events-auto max-w-[440px] rounded-card border border-line bg-surface py-2 pr-2 pl-3.5 shadow-float"
        />
      )}
    </div>
  );
}
