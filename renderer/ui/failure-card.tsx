import { CircleAlert, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { FailureText } from "./failure-text.tsx";
import { IconButton } from "./icon-button.tsx";
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
  const { t } = useTranslation();
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
      <IconButton
        icon={X}
        label={t("common.dismiss")}
        onClick={() => {
          onDismiss();
          focusBefore.goBack();
        }}
      />
    </div>
  );
}
