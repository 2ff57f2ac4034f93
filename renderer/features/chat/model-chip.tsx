import { Cpu } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ChipButton } from "#ui/chip-button.tsx";
import {
  Menu,
  MenuChoice,
  MenuChoices,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from "#ui/menu.tsx";
import { useHearth, useModels } from "../../client/hearth.ts";
import { chosenLanguageModel } from "../../client/state/models-state.ts";

const passages = "";

/** Who answers: one of the models on this computer, or the passages themselves. */
export function ModelChip() {
  const { t } = useTranslation();
  const { models: store, messages, route } = useHearth();
  const models = useModels((state) => state.models);
  const chosen = chosenLanguageModel(models);
  const language = models.filter(
    ({ kind, state }) => kind === "language" && state !== "failed",
  );
  const choose = (value: string) => {
    const id = language.find((model) => model.id === value)?.id ?? null;
    void messages
      .getState()
      .attempt(() => store.getState().select(id, "language"));
  };
  return (
    <Menu>
      <MenuTrigger asChild>
        <ChipButton icon={Cpu} label={t("chat.model")}>
          {chosen?.name ?? t("chat.passagesOnly")}
        </ChipButton>
      </MenuTrigger>
      <MenuContent side="top">
        <MenuChoices value={chosen?.id ?? passages} onChange={choose}>
          {language.map((model) => (
            <MenuChoice
              key={model.id}
              value={model.id}
              hint={model.description}
            >
              {model.name}
            </MenuChoice>
          ))}
          <MenuChoice value={passages} hint={t("chat.passagesOnlyHint")}>
            {t("chat.passagesOnly")}
          </MenuChoice>
        </MenuChoices>
        <MenuSeparator />
        <MenuItem onSelect={() => route.getState().go({ page: "models" })}>
          <span className="pl-6.5">{t("chat.manageModels")}</span>
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
