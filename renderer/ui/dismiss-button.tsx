import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./icon-button.tsx";
import type { useFocusBefore } from "./use-focus-before.ts";

/** The cross that puts something away; the focus goes back to where it was before it came here. */
export function DismissButton({
  focusBefore,
  onDismiss,
}: {
  focusBefore: ReturnType<typeof useFocusBefore>;
  onDismiss: () => void;
}) {
  const { t } = useTranslation();
  return (
    <IconButton
      icon={X}
      label={t("common.dismiss")}
      onClick={() => {
        onDismiss();
        focusBefore.goBack();
      }}
    />
  );
}
