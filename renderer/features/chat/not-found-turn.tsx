import { useTranslation } from "react-i18next";
import type { Turn } from "#contract/turns.ts";
import { NotFound } from "#ui/answer/not-found.tsx";
import { Button } from "#ui/button.tsx";
import { useApp, useConversations, useHearth } from "../../client/hearth.ts";
import { wholeLibrary } from "../../client/state/library-state.ts";
import { useAddFiles } from "../../common/use-add-files.ts";
import { useFormat } from "../../text/use-format.ts";
import { useAsk } from "./use-ask.ts";

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
  const { app, library, messages, route } = useHearth();
  const { pick } = useAddFiles();
  const askAnew = useAsk(null);
  const isOfOne = useConversations(({ conversations }) =>
    conversations.some(
      ({ id, scope }) => id === turn.conversationId && scope === "workspace",
    ),
  );
  const hasOthers = useApp(({ workspaces }) => workspaces.length > 1);
  const searched = turn.coverage?.searched ?? null;
  const onLook = () => {
    const { workspaceId } = app.getState();
    if (workspaceId !== null)
      void messages.getState().attempt(
        () =>
          library.getState().show({
            ...wholeLibrary,
            workspaceId,
            status: "needs-you",
          }),
        "library.list",
      );
    route.getState().go({ page: "library" });
  };
  return (
    <NotFound turn={turn} onLook={onLook}>
      <div className="flex flex-wrap items-center gap-3">
        <Button size="small" onClick={onOtherWords}>
          {t("chat.notFound.otherWords")}
        </Button>
        {isOfOne && hasOthers && (
          <Button
            size="small"
            onClick={() => {
              app.getState().chooseEverything();
              void askAnew(turn.question);
            }}
          >
            {t("chat.notFound.askIn", { workspace: t("workspace.everything") })}
          </Button>
        )}
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
