import { CircleAlert } from "lucide-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentId, TurnId } from "#contract/ids.ts";
import type { Turn } from "#contract/turns.ts";
import { Answer } from "#ui/answer/answer.tsx";
import { awaitedWords } from "#ui/answer/awaited-words.ts";
import { isNotFound } from "#ui/answer/is-not-found.ts";
import { MissingFileNotice } from "#ui/answer/missing-file-notice.tsx";
import { QuoteCards } from "#ui/answer/quote-cards.tsx";
import { TurnContext } from "#ui/answer/turn-context.ts";
import { TurnNotices } from "#ui/answer/turn-notices.tsx";
import { FailureText } from "#ui/failure-text.tsx";
import { useModels } from "../../client/hearth.ts";
import { NotFoundTurn } from "./not-found-turn.tsx";
import { SourcesRow } from "./sources-row.tsx";
import { TurnMeta } from "./turn-meta.tsx";
import { useHandleOf } from "./use-turn-handle.ts";
import { WithinChips } from "./within-chips.tsx";

/** A question and what became of it. */
export const TurnView = memo(function TurnView({
  turn,
  siblings,
  onAskAgain,
  onShow,
  onOtherWords,
}: {
  turn: Turn;
  /** All that stand in its place, oldest first; undefined where it stands alone. */
  siblings: readonly TurnId[] | undefined;
  onAskAgain: (
    turn: Turn,
    documentIds?: DocumentId[],
    folders?: string[],
  ) => void;
  onShow: (id: TurnId) => void;
  onOtherWords: (question: string) => void;
}) {
  const { t } = useTranslation();
  const handle = useHandleOf(turn);
  const isRunning = turn.state === "running";
  return (
    <TurnContext value={handle}>
      <article
        className="flex flex-col gap-6 [contain-intrinsic-size:auto_400px] [content-visibility:auto]"
        aria-label={t("chat.turn", { question: turn.question })}
        data-turn={turn.id}
        // Passages come all at once, so they are read from the first on
        data-from-start={turn.route === "passages" ? true : undefined}
      >
        <div className="max-w-[85%] self-end rounded-panel rounded-br-sm bg-sunk px-3.5 py-2.5 text-[calc(15px*var(--text-scale))] leading-[1.55] break-words whitespace-pre-wrap forced-colors:border">
          {turn.question}
        </div>
        <div className="flex flex-col gap-4">
          {turn.within.length + turn.withinFolders.length > 0 && (
            <WithinChips
              turn={turn}
              onRemove={(documentIds, folders) =>
                onAskAgain(turn, documentIds, folders)
              }
            />
          )}
          <MissingFileNotice turn={turn} />
          {turn.answer !== "" && (
            <Answer text={turn.answer} isStreaming={isRunning} />
          )}
          {turn.quotes.length > 0 && <QuoteCards turn={turn} />}
          {isNotFound(turn) && (
            <NotFoundTurn
              turn={turn}
              onOtherWords={() => onOtherWords(turn.question)}
            />
          )}
          {turn.answer === "" && turn.quotes.length === 0 && isRunning && (
            <Awaited turn={turn} />
          )}
          {turn.error !== null && (
            <p className="flex gap-2.5 rounded-card bg-bad-soft px-3.5 py-2.5 text-bad forced-colors:border">
              <CircleAlert
                size={16}
                strokeWidth={1.75}
                className="mt-0.5 shrink-0"
                aria-hidden
              />
              <span>
                <FailureText failure={turn.error} />
              </span>
            </p>
          )}
          {turn.quotes.length === 0 && !isNotFound(turn) && (
            <SourcesRow turn={turn} />
          )}
          {(!isRunning || siblings !== undefined) && (
            <div className="flex flex-col gap-1.5">
              <TurnMeta
                turn={turn}
                siblings={siblings}
                onShow={onShow}
                onAskAgain={() =>
                  onAskAgain(
                    turn,
                    turn.within.map(({ documentId }) => documentId),
                    turn.withinFolders.map(({ path }) => path),
                  )
                }
              />
              {!isRunning && <TurnNotices turn={turn} />}
            </div>
          )}
        </div>
      </article>
    </TurnContext>
  );
});

/** Before the first word: what is being waited for. */
function Awaited({ turn }: { turn: Turn }) {
  const { t } = useTranslation();
  const words = useModels(({ models }) => awaitedWords(turn, models, t));
  return (
    <p className="text-quiet">
      {words}
      <span
        className="ml-1.5 inline-block h-4 w-2 rounded-[2px] bg-accent align-[-3px]"
        data-fill
      />
    </p>
  );
}
