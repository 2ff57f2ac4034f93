import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ModelSummary } from "#contract/models.ts";
import { Button } from "#ui/button.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { FailureText } from "#ui/failure-text.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { useHearth } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";
import { InUse } from "./in-use.tsx";

/** A model: what it is, where it runs, whether it is used. */
export function ModelCard({ model }: { model: ModelSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { models, messages } = useHearth();
  const [isRemoving, setIsRemoving] = useState(false);
  const { attempt } = messages.getState();
  const canUse = !model.isSelected && model.state !== "failed";
  const facts = [
    model.isBuiltIn && t("models.builtIn"),
    model.description,
    format.bytes(model.sizeBytes),
    model.contextTokens !== null &&
      t(model.kind === "language" ? "models.context" : "models.input", {
        formatted: format.number(model.contextTokens),
      }),
    model.state !== "ready" && t(`models.state.${model.state}`),
    model.device,
    model.threads !== null && t("models.threads", { count: model.threads }),
  ].filter((fact) => fact !== false && fact !== null && fact !== "");
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={model.path}>
          {model.name}
        </p>
        <ul className="tabular flex flex-wrap gap-x-3 text-xs text-quiet">
          {facts.map((fact) => (
            <li key={String(fact)}>{fact}</li>
          ))}
        </ul>
        {model.error !== null && (
          <p className="pt-0.5 text-xs text-bad">
            <FailureText failure={model.error} />
          </p>
        )}
      </div>
      {model.isSelected && <InUse />}
      {canUse && (
        <Button
          size="small"
          aria-label={`${t("models.use")}: ${model.name}`}
          onClick={() =>
            void attempt(() => models.getState().select(model.id, model.kind))
          }
        >
          {t("models.use")}
        </Button>
      )}
      {!model.isBuiltIn && (
        <IconButton
          icon={Trash2}
          label={`${t("models.remove")}: ${model.name}`}
          onClick={() => setIsRemoving(true)}
        />
      )}
      <Confirm
        isOpen={isRemoving}
        title={t("models.removeTitle", { name: model.name })}
        description={t("models.removeHint", {
          size: format.bytes(model.sizeBytes),
        })}
        action={t("models.remove")}
        onClose={() => setIsRemoving(false)}
        onConfirm={() => void attempt(() => models.getState().remove(model.id))}
      />
    </li>
  );
}
