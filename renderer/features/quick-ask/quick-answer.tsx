import { lazy, type Ref, Suspense, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Turn } from "#contract/turns.ts";
import { canContinue } from "#shared/can-continue.ts";
import { Announcer } from "#ui/announcer.tsx";
import { awaitedWords } from "#ui/answer/awaited-words.ts";
import { isNotFound } from "#ui/answer/is-not-found.ts";
import { MissingFileNotice } from "#ui/answer/missing-file-notice.tsx";
import { NotFound } from "#ui/answer/not-found.tsx";
import { shownSources } from "#ui/answer/shown-sources.ts";
import { TurnContext, type TurnHandle } from "#ui/answer/turn-context.ts";
import { TurnNotices } from "#ui/answer/turn-notices.tsx";
import { useAnnouncement } from "#ui/answer/use-announcement.ts";
import { Button } from "#ui/button.tsx";
import { FailureText } from "#ui/failure-text.tsx";
import { SourceCard } from "#ui/source-card.tsx";
import type { Failure } from "../../client/failures.ts";
import { useModels } from "../../client/hearth.ts";

/** Loaded after the panel is there: showing it must take no time. */
const Answer = lazy(() =>
  import("#ui/answer/answer.tsx").then(({ Answer }) => ({ default: Answer })),
);

const QuoteCards = lazy(() =>
  import("#ui/answer/quote-cards.tsx").then(({ QuoteCards }) => ({
    default: QuoteCards,
  })),
);

const hasBegun = ({ answer, quotes }: Turn) =>
  answer !== "" || quotes.length > 0;

/** The answer and its sources; each opens in the main window. */
export function QuickAnswer({
  turn,
  failure,
  onOpen,
  onContinue,
  ref,
}: {
  turn: Turn | null;
  failure: Failure | null;
  onOpen: (number: number) => void;
  /** Goes on with an answer that was cut. */
  onContinue: () => void;
  /** Given the focus when a question is asked: digits are sources here, and text in the field. */
  ref: Ref<HTMLElement>;
}) {
  const { t } = useTranslation();
  const now = useRef(turn);
  now.current = turn;
  const open = useRef(onOpen);
  open.current = onOpen;
  const handle = useMemo<TurnHandle>(
    () => ({
      now: () => now.current,
      open: (number) => open.current(number),
      point: () => undefined,
      leave: () => undefined,
      isLit: () => false,
      subscribe: () => () => undefined,
    }),
    [],
  );
  const models = useModels((state) => state.models);
  const announcements = useAnnouncement(turn ?? undefined);
  const shown = failure ?? turn?.error ?? null;
  const isRunning = turn?.state === "running";
  const sources = turn === null || isNotFound(turn) ? [] : shownSources(turn);
  return (
    // There before anything is asked: it takes the focus when that is
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={t("quick.answer")}
      className="focus-visible:outline-none"
    >
      {(turn !== null || shown !== null) && (
        <div className="flex max-h-(--answer-height) flex-col gap-3.5 overflow-y-auto border-t border-line px-5 pt-4 pb-5">
          {shown !== null && (
            <p className="text-bad" role="status">
              <FailureText failure={shown} />
            </p>
          )}
          {turn !== null && isRunning && !hasBegun(turn) && (
            <p className="text-quiet">{awaitedWords(turn, models, t)}</p>
          )}
          {turn !== null && <MissingFileNotice turn={turn} />}
          {turn !== null && (turn.quotes.length > 0 || isNotFound(turn)) && (
            <TurnContext value={handle}>
              {isNotFound(turn) ? (
                <NotFound turn={turn} />
              ) : (
                <Suspense fallback={null}>
                  <QuoteCards turn={turn} />
                </Suspense>
              )}
            </TurnContext>
          )}
          {turn !== null && turn.answer !== "" && (
            <TurnContext value={handle}>
              <Suspense fallback={<p className="text-answer">{turn.answer}</p>}>
                <Answer text={turn.answer} isStreaming={isRunning} />
              </Suspense>
            </TurnContext>
          )}
          {sources.length > 0 && turn?.quotes.length === 0 && (
            <ul
              className="flex flex-wrap gap-1.5"
              aria-label={t("chat.sources")}
            >
              {sources.map((source) => (
                <li key={source.number} className="flex max-w-full min-w-0">
                  <SourceCard
                    source={source}
                    isOpen={false}
                    isLit={false}
                    onOpen={() => onOpen(source.number)}
                  />
                </li>
              ))}
            </ul>
          )}
          {turn !== null && !isRunning && <TurnNotices turn={turn} />}
          {turn !== null && canContinue(turn) && (
            <Button size="small" className="self-start" onClick={onContinue}>
              {t("chat.continue")}
            </Button>
          )}
        </div>
      )}
      <Announcer lines={announcements} />
    </section>
  );
}
