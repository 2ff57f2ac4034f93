import { ArrowUp, FilePlus, FolderPlus, Paperclip } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#ui/menu.tsx";
import { useAddFiles } from "../../common/use-add-files.ts";

export function SendButton({ isDisabled }: { isDisabled: boolean }) {
  const { t } = useTranslation();
  return (
    <button
      type="submit"
      aria-label={t("chat.send")}
      title={t("chat.send")}
      aria-disabled={isDisabled}
      className="inline-flex size-8 shrink-0 items-center justify-center rounded-[10px] bg-accent text-on-accent aria-disabled:opacity-45 forced-colors:border"
    >
      <ArrowUp size={16} strokeWidth={1.75} aria-hidden />
    </button>
  );
}

export function AttachMenu() {
  const { t } = useTranslation();
  const { pick } = useAddFiles();
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton icon={Paperclip} label={t("chat.attach")} />
      </MenuTrigger>
      <MenuContent side="top">
        <MenuItem icon={FilePlus} onSelect={() => void pick("files")}>
          {t("library.addFiles")}
        </MenuItem>
        <MenuItem icon={FolderPlus} onSelect={() => void pick("folder")}>
          {t("library.addFolder")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
