import { FileDown, FolderPlus, Info, Plus } from "lucide-react";
import { Trans, useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { useApp, useHearth, useModels } from "../../client/hearth.ts";
import { chosenLanguageModel } from "../../client/state/models-state.ts";
import { AddPath } from "../../common/add-path.tsx";
import { useAddFiles } from "../../common/use-add-files.ts";

/** One sentence, one place to drop, one thing to choose. */
export function FirstStart() {
  const { t } = useTranslation();
  const { pick } = useAddFiles();
  const takesPaths = useApp(({ info }) => info?.capabilities.paths === true);
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-6">
      <div className="mx-auto my-auto flex w-full max-w-[560px] flex-col items-center py-8">
        <h1 className="text-center text-2xl font-semibold tracking-[-0.01em]">
          {t("start.title")}
        </h1>
        <p className="mt-2 text-center text-quiet">{t("start.promise")}</p>
        <div className="mt-6 flex w-full flex-col items-center rounded-panel border border-dashed border-strong bg-surface px-6 py-10">
          <FileDown
            size={28}
            strokeWidth={1.75}
            className="text-accent"
            aria-hidden
          />
          <p className="mt-3.5 text-[15px] leading-6">{t("start.drop")}</p>
          <div className="mt-3 flex flex-wrap justify-center gap-2">
            <Button look="primary" onClick={() => void pick("folder")}>
              <FolderPlus size={16} strokeWidth={1.75} aria-hidden />
              {t("start.folder")}
            </Button>
            <Button onClick={() => void pick("files")}>
              <Plus size={16} strokeWidth={1.75} aria-hidden />
              {t("start.files")}
            </Button>
          </div>
          {takesPaths && <AddPath className="mt-5 w-full max-w-[400px]" />}
        </div>
        <p className="mt-4 text-center text-xs text-quiet">
          {t("start.formats")}
        </p>
        <NoModelYet />
      </div>
    </div>
  );
}

function NoModelYet() {
  const { route } = useHearth();
  const isLoaded = useModels((state) => state.isLoaded);
  const chosen = useModels((state) => chosenLanguageModel(state.models));
  if (!isLoaded || chosen !== null) return null;
  return (
    <div className="mt-6 flex w-full gap-2.5 rounded-control bg-sunk px-3 py-2.5 text-[13px] leading-[19px] text-quiet forced-colors:border">
      <Info
        size={16}
        strokeWidth={1.75}
        className="mt-0.5 shrink-0"
        aria-hidden
      />
      <p>
        <Trans
          i18nKey="start.noModel"
          components={{
            models: (
              <button
                type="button"
                className="font-semibold text-accent hover:underline"
                onClick={() => route.getState().go({ page: "models" })}
              />
            ),
          }}
        />
      </p>
    </div>
  );
}
