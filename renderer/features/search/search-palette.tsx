import { Dialog } from "radix-ui";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFocusReturn } from "#ui/use-focus-return.ts";
import { useHearth, useLayers } from "../../client/hearth.ts";
import { focusComposer } from "../../common/focus-composer.ts";
import { Palette } from "./palette.tsx";

/** One field for everything: passages inside documents, documents by name, conversations, commands, and asking. */
export function SearchPalette() {
  const { t } = useTranslation();
  const { layers, route } = useHearth();
  const isOpen = useLayers((state) => state.isPaletteOpen);
  const focusReturn = useFocusReturn();
  const openedAt = useRef(route.getState().route);
  const close = () => layers.setState({ isPaletteOpen: false });
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(30_20_10/40%)]" />
        <Dialog.Content
          onOpenAutoFocus={() => {
            focusReturn.onOpenAutoFocus();
            openedAt.current = route.getState().route;
          }}
          onCloseAutoFocus={(event) => {
            focusReturn.onCloseAutoFocus(event);
            const now = route.getState().route;
            if (now.page === "new" && now !== openedAt.current) focusComposer();
          }}
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
