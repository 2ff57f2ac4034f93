import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

/** Asks before something is lost. The safe answer comes first and has the focus, the dangerous one no colour of its own. */
export function Confirm({
  isOpen,
  title,
  description,
  action,
  keep,
  onConfirm,
  onClose,
}: {
  isOpen: boolean;
  title: string;
  description: string;
  action: string;
  /** The safe answer, where "Cancel" could be taken for the other one. */
  keep?: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      description={description}
      buttons={
        <>
          <Button onClick={onClose}>{keep ?? t("common.cancel")}</Button>
          <Button
            look="danger"
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {action}
          </Button>
        </>
      }
    />
  );
}
