import { ArrowDown } from "lucide-react";
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId, DocumentId, TurnId } from "#contract/ids.ts";
import type { Turn } from "#contract/turns.ts";
import { Announcer } from "#ui/announcer.tsx";
import { useAnnouncement } from "#ui/answer/use-announcement.ts";
import { Button } from "#ui/button.tsx";
import { FailureText } from "#ui/failure-text.tsx";
import { useConversations, useHearth, useTurns } from "../../client/hearth.ts";
import { WorkspaceNames } from "../../common/workspace-names.tsx";
import { EarlierTurns } from "./earlier-turns.tsx";
import { TurnView } from "./turn-view.tsx";
import { useAsk } from "./use-ask.ts";
import { useFollowEnd } from "./use-follow-end.ts";
import { usePageKeys } from "./use-page-keys.ts";

/** The turns of a conversation, from the first to the one that is being written. */
export function ThreadView({
  id,
  onOtherWords,
}: {
  id: ConversationId;
  /** Hears of a question that is to be asked in other words. */
  onOtherWords: (question: string) => void;
}) {
  const { turns } = useHearth();
  const { t } = useTranslation();
  const thread = useTurns(({ threads }) => threads[id]);
  const isEverything = useConversations(({ conversations }) =>
    conversations.some((item) => item.id === id && item.scope === "everything"),
  );
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { isAtEnd, goToEnd } = useFollowEnd(scroller, content, id);
  usePageKeys(scroller);
  const ask = useAsk(id);
  const last = thread?.turns.at(-1);
  const announcements = useAnnouncement(last);
  const onAskAgain = useCallback(
    (
      { question, id: turnId }: Turn,
      documentIds?: DocumentId[],
      folders?: string[],
    ) => void ask(question, documentIds, folders, turnId),
    [ask],
  );
  const onShow = useCallback(
    (turnId: TurnId) => void turns.getState().show(id, turnId),
    [turns, id],
  );

  const isLoaded = thread?.isLoaded === true;
  useEffect(() => {
    if (!isLoaded) void turns.getState().open(id);
  }, [turns, id, isLoaded]);
  // What was just asked is always what the person wants to see
  const lastId = last?.id;
  // Another answer in the same place stays under the eye
  const isLineChosen = thread !== undefined && thread.through !== null;
  useEffect(() => {
    if (lastId !== undefined && !isLineChosen) goToEnd();
  }, [lastId, isLineChosen, goToEnd]);

  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={scroller}
        tabIndex={-1}
        data-thread
        className="h-full overflow-y-auto -outline-offset-2 px-2 [scrollbar-gutter:stable_both-edges] sm:px-3"
        aria-label={t("chat.conversation")}
      >
        <div
          ref={content}
          className="relative mx-auto flex max-w-[720px] flex-col gap-10 py-6"
        >
          {thread?.failure && (
            <p className="text-bad">
              <FailureText failure={thread.failure} />
            </p>
          )}
          {thread !== undefined && (
            <EarlierTurns
              id={id}
              earlier={thread.earlier}
              firstId={thread.turns[0]?.id}
              scroller={scroller}
            />
          )}
          <WorkspaceNames isEverything={isEverything}>
            {thread?.turns.map((turn) => (
              <TurnView
                // The same place for all answers to one question: the focus stays on ‹1/2›
                key={thread.branches[turn.id]?.[0] ?? turn.id}
                turn={turn}
                siblings={thread.branches[turn.id]}
                onAskAgain={onAskAgain}
                onShow={onShow}
                onOtherWords={onOtherWords}
              />
            ))}
          </WorkspaceNames>
        </div>
      </section>
      {!isAtEnd && (
        <div className="pointer-events-none absolute inset-x-0 bottom-2 flex justify-center">
          <Button
            size="small"
            className="appear pointer-events-auto rounded-full shadow-float"
            onClick={goToEnd}
          >
            <ArrowDown size={14} strokeWidth={1.75} aria-hidden />
            {t("chat.toEnd")}
          </Button>
        </div>
      )}
      <Announcer lines={announcements} />
    </div>
  );
}
