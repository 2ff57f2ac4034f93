import { useTranslation } from "react-i18next";
import type { ModelSummary } from "#contract/models.ts";
import { Button } from "#ui/button.tsx";
import { useHearth, useModels } from "../../client/hearth.ts";
import { InUse } from "./in-use.tsx";

/** No model at all is a choice too: the passages are the answer, or search is by words. */
export function NoModelCard({
  kind,
  name,
  hint,
}: {
  kind: ModelSummary["kind"];
  name: string;
  hint: string;
}) {
  const { t } = useTranslation();
  const { models, messages } = useHearth();
  const isChosen = useModels((state) =>
    state.models.every((model) => model.kind !== kind || !model.isSelected),
  );
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium">{name}</p>
        <p className="text-xs text-quiet">{hint}</p>
      </div>
      {isChosen ? (
        <InUse />
      ) : (
        <Button
          size="small"
          aria-label={`${t("models.use")}: ${name}`}
          onClick={() =>
            void messages
              .getState()
              .attempt(() => models.getState().select(null, kind))
          }
        >
          {t("models.use")}
        </Button>
      )}
    </li>
  );
}
