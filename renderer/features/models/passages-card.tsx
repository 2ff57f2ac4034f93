import { useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { useHearth, useModels } from "../../client/hearth.ts";
import { chosenLanguageModel } from "../../client/state/models-state.ts";
import { InUse } from "./in-use.tsx";

/** No model at all is a choice too: the passages are the answer. */
export function PassagesCard({ hasModels }: { hasModels: boolean }) {
  const { t } = useTranslation();
  const { models, messages } = useHearth();
  const isChosen = useModels(
    (state) => chosenLanguageModel(state.models) === null,
  );
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{t("models.passages")}</p>
        <p className="text-xs text-quiet">
          {hasModels ? t("models.passagesHint") : t("models.noLanguage")}
        </p>
      </div>
      {isChosen ? (
        <InUse />
      ) : (
        <Button
          size="small"
          aria-label={`${t("models.use")}: ${t("models.passages")}`}
          onClick={() =>
            void messages
              .getState()
              .attempt(() => models.getState().select(null))
          }
        >
          {t("models.use")}
        </Button>
      )}
    </li>
  );
}
