import { Command } from "cmdk";
import { useTranslation } from "react-i18next";
import { commandKeys, Keys } from "#ui/keys.tsx";
import { useApp, useHearth } from "../../client/hearth.ts";
import { useAddFiles } from "../../common/use-add-files.ts";
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
  const isMac = useApp(({ info }) => info?.platform === "darwin");
  const { go } = route.getState();
  const commands = [
    { name: t("nav.new"), keys: "N", run: () => go({ page: "new" }) },
    { name: t("nav.library"), keys: "", run: () => go({ page: "library" }) },
    { name: t("nav.models"), keys: "", run: () => go({ page: "models" }) },
    {
      name: t("settings.title"),
      keys: ",",
      run: () => go({ page: "settings" }),
    },
    { name: t("library.addFiles"), keys: "", run: () => void pick("files") },
    { name: t("library.addFolder"), keys: "", run: () => void pick("folder") },
  ];
  const wanted = query.trim().toLocaleLowerCase();
  const shown = commands.filter(({ name }) =>
    name.toLocaleLowerCase().includes(wanted),
  );
  if (shown.length === 0) return null;
  return (
    <Command.Group heading={t("search.commands")} className={look}>
      {shown.map(({ name, keys, run }) => (
        <Item
          key={name}
          value={`command ${name}`}
          onSelect={() => {
            onClose();
            run();
          }}
        >
          <span className="flex items-center">
            <span className="flex-1">{name}</span>
            {keys !== "" && <Keys keys={commandKeys(isMac, keys)} />}
          </span>
        </Item>
      ))}
    </Command.Group>
  );
}
