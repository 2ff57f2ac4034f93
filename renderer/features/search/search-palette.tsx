import { Dialog } from "radix-ui";
import { useTranslation } from "react-i18next";
import { useFocusReturn } from "#ui/use-focus-return.ts";
import { useHearth, useLayers } from "../../client/hearth.ts";
import { Palette } from "./palette.tsx";

/** One field for everything: passages inside documents, documents by name, conversations, commands, and asking. */
export function SearchPalette() {
  const { t } = useTranslation();
  const { layers } = useHearth();
  const isOpen = useLayers((state) => state.isPaletteOpen);
  const focusReturn = useFocusReturn();
  const close = () => layers.setState({ isPaletteOpen: false });
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(30_20_10/40%)]" />
        <Dialog.Content
          {...focusReturn}
          aria-describedby={undefined}
          className="appear fixed top-[11vh] left-1/2 z-40 w-[min(680px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-panel border border-line bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{t("search.title")}</Dialog.Title>
          <Palette onClose={close} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
