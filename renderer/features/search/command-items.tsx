import { Command } from "cmdk";
import {
  Cpu,
  FilePlus,
  FolderPlus,
  LibraryBig,
  Settings2,
  SquarePen,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { useHearth } from "../../client/hearth.ts";
import { useAddFiles } from "../../common/use-add-files.ts";
import { useShortcutKeys } from "../../common/use-shortcut-keys.ts";
import { Item } from "./palette-item.tsx";

/** What can be done from anywhere, narrowed by what is typed. */
export function CommandItems({
  query,
  look,
  onClose,
}: {
  query: string;
  look: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { route } = useHearth();
  const { pick } = useAddFiles();
  const keys = useShortcutKeys();
  const { go } = route.getState();
  const commands = [
    {
      name: t("nav.new"),
      icon: SquarePen,
      keys: keys.newConversation,
      run: () => go({ page: "new" }),
    },
    {
      name: t("nav.library"),
      icon: LibraryBig,
      keys: "",
      run: () => go({ page: "library" }),
    },
    {
      name: t("nav.models"),
      icon: Cpu,
      keys: "",
      run: () => go({ page: "models" }),
    },
    {
      name: t("settings.title"),
      icon: Settings2,
      keys: keys.settings,
      run: () => go({ page: "settings" }),
    },
    {
      name: t("library.addFiles"),
      icon: FilePlus,
      keys: "",
      run: () => void pick("files"),
    },
    {
      name: t("library.addFolder"),
      icon: FolderPlus,
      keys: "",
      run: () => void pick("folder"),
    },
  ];
  const wanted = query.trim().toLocaleLowerCase();
  const shown = commands.filter(({ name }) =>
    name.toLocaleLowerCase().includes(wanted),
  );
  if (shown.length === 0) return null;
  return (
    <Command.Group heading={t("search.commands")} className={look}>
      {shown.map(({ name, icon, keys: shown, run }) => (
        <Item
          key={name}
          value={`command ${name}`}
          icon={icon}
          {...(shown === "" ? {} : { aside: shown })}
          onSelect={() => {
            onClose();
            run();
          }}
        >
          {name}
        </Item>
      ))}
    </Command.Group>
  );
}
