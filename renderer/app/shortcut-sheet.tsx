import { useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import { Keys } from "#ui/keys.tsx";
import { useHearth, useLayers } from "../client/hearth.ts";
import { useShortcutKeys } from "../common/use-shortcut-keys.ts";

/** All keys of the window, as they are on this host. */
export function ShortcutSheet() {
  const { t } = useTranslation();
  const { layers } = useHearth();
  const isOpen = useLayers((state) => state.isShortcutSheetOpen);
  const keys = useShortcutKeys();
  const close = () => layers.setState({ isShortcutSheetOpen: false });
  const groups = [
    {
      name: "anywhere",
      rows: [
        ["new", keys.newConversation],
        ["search", keys.search],
        ["settings", keys.settings],
        ["sidebar", keys.sidebar],
        ["sheet", `${keys.sheet}, ?`],
      ],
    },
    {
      name: "conversation",
      rows: [
        ["ask", "Enter"],
        ["line", "Shift Enter"],
        ["stop", "Esc"],
        ["source", "1–9"],
      ],
    },
    {
      name: "lists",
      rows: [
        ["walk", "↑ ↓"],
        ["rename", "F2"],
        ["remove", "Delete"],
        ["menu", "Shift F10"],
      ],
    },
  ] as const;
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={t("shortcuts.title")}
      buttons={<Button onClick={close}>{t("shortcuts.close")}</Button>}
    >
      <div className="max-h-[56vh] overflow-y-auto">
        {groups.map(({ name, rows }) => (
          <section key={name} aria-label={t(`shortcuts.groups.${name}`)}>
            <h3 className="pt-2 pb-0.5 text-xs font-medium text-quiet">
              {t(`shortcuts.groups.${name}`)}
            </h3>
            <dl className="divide-y divide-line">
              {rows.map(([what, pressed]) => (
                <div key={what} className="flex items-center gap-4 py-0.5">
                  <dt className="flex-1">{t(`shortcuts.${what}`)}</dt>
                  <dd>
                    <Keys keys={pressed} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
