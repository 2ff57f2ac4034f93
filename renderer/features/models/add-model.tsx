import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { GrantId } from "#contract/ids.ts";
import { Button } from "#ui/button.tsx";
import { Progress } from "#ui/progress.tsx";
import { TextField } from "#ui/text-field.tsx";
import { useApp, useHearth } from "../../client/hearth.ts";
import type { TakenIn } from "../../client/intake.ts";
import { PlacedFailure } from "../../common/placed-failure.tsx";
import { typedPath } from "../../common/typed-path.ts";

/** The ways in for a GGUF file: chosen, dropped on this screen, or by its path where the host takes paths. */
export function AddModel() {
  const { t } = useTranslation();
  const { client, intake, models, messages } = useHearth();
  const takesPaths = useApp(({ info }) => info?.capabilities.paths === true);
  const handover = useStore(intake.state, (state) => state.handover);
  const [isAdding, setIsAdding] = useState(false);
  const [path, setPath] = useState("");
  const section = useRef<HTMLElement>(null);

  const add = async (
    what: () => Promise<{ grant: GrantId } | { path: string } | null>,
  ) => {
    setIsAdding(true);
    const added = await messages.getState().attempt(async () => {
      const input = await what();
      if (input === null) return null;
      await client.models.add(input);
      await models.getState().load();
      return true;
    }, "models.add");
    setIsAdding(false);
    return added === true;
  };
  const byGrants = (taken: Promise<TakenIn>) =>
    add(async () => {
      const [grant] = (await taken).grants;
      return grant === undefined ? null : { grant };
    });
  const byPath = async () => {
    const typed = typedPath(path);
    if (typed === "") return;
    if (await add(async () => ({ path: typed }))) setPath("");
  };

  const drop = useRef(byGrants);
  drop.current = byGrants;
  useEffect(() => {
    const screen = section.current?.closest<HTMLElement>("[data-drop=model]");
    const onDrop = (event: DragEvent) => {
      if (event.dataTransfer !== null)
        void drop.current(intake.dropped(event.dataTransfer));
    };
    screen?.addEventListener("drop", onDrop);
    return () => screen?.removeEventListener("drop", onDrop);
  }, [intake]);

  return (
    <section
      ref={section}
      aria-label={t("models.add")}
      className="flex flex-col gap-3 rounded-card border border-dashed border-strong bg-surface px-4 py-4"
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look="primary"
          disabled={isAdding}
          onClick={() => void byGrants(intake.pick("model"))}
        >
          <Plus size={16} strokeWidth={1.75} aria-hidden />
          {t("models.add")}
        </Button>
        <p className="min-w-48 flex-1 text-xs text-quiet">
          {t("models.addHint")}
        </p>
      </div>
      {isAdding && (
        <div className="flex flex-col gap-1.5" role="status">
          <p className="text-xs text-quiet">{t("models.adding")}</p>
          <Progress
            className="h-1.5"
            label={t("models.adding")}
            value={
              handover === null || handover.total < 2
                ? null
                : handover.done / handover.total
            }
          />
        </div>
      )}
      {takesPaths && (
        <div className="flex items-end gap-2">
          <TextField
            label={t("models.path")}
            placeholder={t("models.pathExample")}
            className="flex-1"
            value={path}
            onChange={setPath}
            onEnter={() => void byPath()}
          />
          <Button
            disabled={isAdding || path.trim() === ""}
            onClick={() => void byPath()}
          >
            {t("library.addPath")}
          </Button>
        </div>
      )}
      <PlacedFailure place="models.add" />
    </section>
  );
}
