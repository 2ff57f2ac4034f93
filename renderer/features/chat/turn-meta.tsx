import { Download, RefreshCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { TurnId } from "#contract/ids.ts";
import type { Turn } from "#contract/turns.ts";
import { canContinue } from "#shared/can-continue.ts";
import { Button } from "#ui/button.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { useHearth, useModels } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";
import { BranchSwitch } from "./branch-switch.tsx";
import { CopyButton } from "./copy-button.tsx";
import { copiedMarkdown } from "./turn-markdown.ts";
import { useContinue } from "./use-continue.ts";
import { useExport, useExportWords } from "./use-export.ts";

interface Foot {
  turn: Turn;
  /** All that stand in its place, oldest first; undefined where it stands alone. */
  siblings: readonly TurnId[] | undefined;
  onAskAgain: () => void;
  onShow: (id: TurnId) => void;
}

/**
 * Below an answer: what can be done with it, and who wrote it how fast from how much. While it is written it has only
 * its place among the answers to its question.
 */
export function TurnMeta({ turn, siblings, onAskAgain, onShow }: Foot) {
  const { t } = useTranslation();
  const { route } = useHearth();
  const hasModel = useModels(({ models }) =>
    models.some(({ kind }) => kind === "language"),
  );
  const isOver = turn.state !== "running";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <div className="-ml-2 flex items-center gap-1">
        {siblings !== undefined && (
          <BranchSwitch id={turn.id} siblings={siblings} onShow={onShow} />
        )}
        {isOver && <TurnActions turn={turn} onAskAgain={onAskAgain} />}
      </div>
      {isOver && <MetaLine turn={turn} />}
      {isOver &&
        turn.route === "passages" &&
        turn.reason !== "nothing-found" &&
        !hasModel && (
          <button
            type="button"
            className="rounded-control text-xs font-semibold text-accent hover:underline"
            onClick={() => route.getState().go({ page: "models" })}
          >
            {t("chat.meta.getModel")}
          </button>
        )}
    </div>
  );
}

function TurnActions({ turn, onAskAgain }: Pick<Foot, "turn" | "onAskAgain">) {
  const { t } = useTranslation();
  const text = copiedMarkdown(turn, useExportWords());
  const { saveTurn } = useExport();
  const goOn = useContinue();
  return (
    <>
      {text !== "" && (
        <>
          <CopyButton text={text} />
          <IconButton
            icon={Download}
            label={t("chat.export")}
            onClick={() => saveTurn(turn)}
          />
        </>
      )}
      <IconButton
        icon={RefreshCw}
        label={t("chat.askAgain")}
        onClick={onAskAgain}
      />
      {canContinue(turn) && (
        <Button size="small" onClick={() => void goOn(turn)}>
          {t("chat.continue")}
        </Button>
      )}
    </>
  );
}

function MetaLine({ turn }: { turn: Turn }) {
  const { t } = useTranslation();
  const format = useFormat();
  const dropped = turn.notices.find(({ code }) => code === "passages-dropped");
  const speed = turn.timings?.tokensPerSecond ?? null;
  const words = [
    turn.route === "passages" &&
      turn.reason !== "nothing-found" &&
      t("chat.meta.passages"),
    turn.route === "local" &&
      // Then no model was asked
      turn.reason !== "nothing-found" &&
      turn.model !== null &&
      t("chat.meta.model", { model: turn.model.name }),
    speed !== null &&
      t("chat.meta.speed", {
        speed: format.number(
          speed < 10 ? Number(speed.toFixed(1)) : Math.round(speed),
        ),
      }),
    dropped !== undefined &&
      t("chat.meta.fit", {
        kept: dropped.params["kept"] ?? "",
        total: dropped.params["total"] ?? "",
      }),
  ].filter((word) => word !== false);
  return (
    <ul className="tabular flex flex-wrap gap-x-3 text-xs text-quiet">
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  );
}
