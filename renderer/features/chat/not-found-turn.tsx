import { useTranslation } from "react-i18next";
import type { Turn } from "#contract/turns.ts";
import { NotFound } from "#ui/answer/not-found.tsx";
import { Button } from "#ui/button.tsx";
import { useHearth } from "../../client/hearth.ts";
import { useAddFiles } from "../../common/use-add-files.ts";
import { useFormat } from "../../text/use-format.ts";

/** A turn that nothing in the files answers, with what to do next. */
export function NotFoundTurn({
  turn,
  onOtherWords,
}: {
  turn: Turn;
  /** Gives the question back to be asked in other words. */
  onOtherWords: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { route } = useHearth();
  const { pick } = useAddFiles();
  const searched = turn.coverage?.searched ?? null;
  return (
    <NotFound
      turn={turn}
      onLook={() => route.getState().go({ page: "library" })}
    >
      <div className="flex flex-wrap items-center gap-3">
        <Button size="small" onClick={onOtherWords}>
          {t("chat.notFound.otherWords")}
        </Button>
        <Button size="small" onClick={() => void pick("files")}>
          {t("library.addFiles")}
        </Button>
        {searched !== null && (
          <span className="tabular text-xs text-quiet">
            {t("chat.notFound.searched", {
              count: searched,
              formatted: format.number(searched),
            })}
          </span>
        )}
      </div>
    </NotFound>
  );
}
