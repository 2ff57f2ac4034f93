import { Folder, Layers, Plus, Settings2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { ChipButton } from "#ui/chip-button.tsx";
import { Dialog } from "#ui/dialog.tsx";
import {
  Menu,
  MenuChoice,
  MenuChoices,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from "#ui/menu.tsx";
import { TextField } from "#ui/text-field.tsx";
import { type Hearth, useApp, useHearth } from "../client/hearth.ts";

const everything = "everything";

/**
 * The workspace that is asked and added to. Workspaces share nothing. `withEverything` offers to ask all of them
 * together; what is added goes to the one that was chosen last.
 */
export function WorkspaceChip({
  withEverything = false,
}: {
  withEverything?: boolean;
}) {
  const { t } = useTranslation();
  const { app, route } = useHearth();
  const workspaces = useApp((state) => state.workspaces);
  const workspaceId = useApp((state) => state.workspaceId);
  const isEverything = useApp(
    ({ scope }) => withEverything && scope === "everything",
  );
  const [isNaming, setIsNaming] = useState(false);
  const chosen = workspaces.find(({ id }) => id === workspaceId);
  if (chosen === undefined) return null;
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <ChipButton
            icon={isEverything ? Layers : Folder}
            label={t(withEverything ? "workspace.label" : "workspace.one")}
          >
            {isEverything ? t("workspace.everything") : chosen.name}
          </ChipButton>
        </MenuTrigger>
        <MenuContent>
          <MenuChoices
            value={isEverything ? everything : chosen.id}
            onChange={(value) => {
              if (value === everything) {
                app.getState().chooseEverything();
                leaveConversation(route);
              }
              const next = workspaces.find(({ id }) => id === value);
              if (next === undefined) return;
              app.getState().chooseWorkspace(next.id);
              leaveConversation(route);
            }}
          >
            {withEverything && (
              <MenuChoice
                value={everything}
                hint={t("workspace.everythingHint")}
              >
                {t("workspace.everything")}
              </MenuChoice>
            )}
            {workspaces.map(({ id, name }) => (
              <MenuChoice key={id} value={id}>
                {name}
              </MenuChoice>
            ))}
          </MenuChoices>
          <MenuSeparator />
          <MenuItem icon={Plus} onSelect={() => setIsNaming(true)}>
            {t("workspace.new")}
          </MenuItem>
          <MenuItem
            icon={Settings2}
            onSelect={() => route.getState().go({ page: "settings" })}
          >
            {t("workspace.manage")}
          </MenuItem>
        </MenuContent>
      </Menu>
      <NewWorkspace isOpen={isNaming} onClose={() => setIsNaming(false)} />
    </>
  );
}

function NewWorkspace({
  isOpen,
  onClose,
}: {
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { app, route, messages } = useHearth();
  const [name, setName] = useState("");
  const create = () => {
    if (name.trim() === "") return;
    onClose();
    setName("");
    void messages.getState().attempt(async () => {
      await app.getState().createWorkspace(name.trim());
      leaveConversation(route);
    });
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("workspace.new")}
      description={t("workspace.newHint")}
      buttons={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button look="primary" onClick={create}>
            {t("workspace.create")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("workspace.name")}
        value={name}
        maxLength={80}
        onChange={setName}
        onEnter={create}
      />
    </Dialog>
  );
}

/** A conversation belongs to one workspace: another is asked in a new one. */
function leaveConversation(route: Hearth["route"]): void {
  if (route.getState().route.page === "conversation")
    route.getState().go({ page: "new" });
}
