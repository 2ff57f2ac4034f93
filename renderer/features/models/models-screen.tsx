import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useApp, useModels } from "../../client/hearth.ts";
import { AddModel } from "./add-model.tsx";
import { ModelCard } from "./model-card.tsx";
import { NoModelCard } from "./no-model-card.tsx";
import { useFreshModels } from "./use-fresh-models.ts";

/** The models on this computer: which of them are used, where they run, and the way in for another. */
export function ModelsScreen({ lead }: { lead: ReactNode }) {
  const { t } = useTranslation();
  useFreshModels();
  const models = useModels((state) => state.models);
  const isLoaded = useModels((state) => state.isLoaded);
  const folder = useApp(({ info }) => info?.modelsFolder ?? "");
  const language = models.filter(({ kind }) => kind === "language");
  const embedding = models.filter(({ kind }) => kind === "embedding");
  return (
    <div
      className="flex h-full flex-col overflow-y-auto bg-bg px-4 pt-4 pb-8 sm:px-8 sm:pt-5"
      data-drop="model"
    >
      <div className="flex w-full max-w-[760px] flex-col gap-6">
        <header className="flex min-h-8.5 items-center gap-3">
          {lead}
          <h1 className="text-xl font-semibold">{t("models.title")}</h1>
        </header>
        <p className="-mt-4 text-quiet">{t("models.intro")}</p>
        {isLoaded && (
          <>
            <Group title={t("models.language")} hint={t("models.languageHint")}>
              {language.map((model) => (
                <ModelCard key={model.id} model={model} />
              ))}
              <NoModelCard
                kind="language"
                name={t("models.passages")}
                hint={
                  language.length > 0
                    ? t("models.passagesHint")
                    : t("models.noLanguage")
                }
              />
            </Group>
            <AddModel />
            <Group
              title={t("models.embedding")}
              hint={t("models.embeddingHint")}
            >
              {embedding.map((model) => (
                <ModelCard key={model.id} model={model} />
              ))}
              <NoModelCard
                kind="embedding"
                name={t("models.words")}
                hint={t("models.wordsHint")}
              />
            </Group>
          </>
        )}
        <section aria-label={t("models.folder")} className="text-xs text-quiet">
          {t("models.folder")}
          <p className="font-mono break-all text-ink select-all">{folder}</p>
        </section>
      </div>
    </div>
  );
}

function Group({
  title,
  hint,
  children,
}: {
  title: string;
  hint: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="font-semibold">{title}</h2>
      <p className="-mt-2 text-xs text-quiet">{hint}</p>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface">
        {children}
      </ul>
    </section>
  );
}
