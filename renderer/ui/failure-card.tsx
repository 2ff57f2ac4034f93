import { CircleAlert } from "lucide-react";
import { DismissButton } from "./dismiss-button.tsx";
import { FailureText } from "./failure-text.tsx";
import { useFocusBefore } from "./use-focus-before.ts";

/** What went wrong and what to do, with the cross that puts it away; the focus goes back to where it was. */
export function FailureCard({
  failure,
  onDismiss,
  className,
}: {
  failure: Parameters<typeof FailureText>[0]["failure"];
  onDismiss(): void;
  className: string;
}) {
  const focusBefore = useFocusBefore();
  return (
    <div
      {...focusBefore.watch}
      className={`appear flex items-start gap-2.5 ${className}`}
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
      <DismissButton focusBefore={focusBefore} onDismiss={onDismiss} />
    </div>
  );
}
