import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Turn } from "#contract/turns.ts";
import { plainText } from "./citations.ts";
import { endWords } from "./end-words.ts";
import { isNotFound } from "./is-not-found.ts";
import { notFoundTitle } from "./not-found-title.ts";
import { spokenQuotes } from "./spoken-quotes.ts";
import { spokenSentences } from "./spoken-sentences.ts";

export interface Announcement {
  key: number;
  text: string;
}

/** What was said is no longer needed once it was said; a few stay for readers that are behind. */
const maxKept = 30;

/** What a screen reader says of an answer in the making: that it began, each sentence once as it is finished, its end. */
export function useAnnouncement(
  turn: Turn | undefined,
): readonly Announcement[] {
  const { t } = useTranslation();
  const [said, setSaid] = useState<readonly Announcement[]>([]);
  const progress = useRef<{ id: string; saidChars: number; isOver: boolean }>(
    null,
  );
  const nextKey = useRef(0);
  useEffect(() => {
    if (turn === undefined) return;
    const say = (texts: readonly string[]) => {
      if (texts.length === 0) return;
      const added = texts.map((text) => ({ key: nextKey.current++, text }));
      setSaid((before) => [...before, ...added].slice(-maxKept));
    };
    const isRunning = turn.state === "running";
    if (progress.current?.id !== turn.id) {
      // An answer that was there before is read, not announced
      progress.current = {
        id: turn.id,
        saidChars: isRunning ? 0 : plainText(turn.answer).length,
        isOver: !isRunning,
      };
      if (isRunning) say([t("chat.announce.start")]);
    } else if (progress.current.isOver && isRunning) {
      // It is gone on with
      progress.current = { ...progress.current, isOver: false };
      say([t("chat.announce.start")]);
    }
    const at = progress.current;
    if (at.isOver) return;
    const notFound = notFoundTitle(t, turn);
    const { sentences, saidChars } = spokenSentences(
      isNotFound(turn)
        ? `${notFound.title} ${notFound.also}`
        : turn.quotes.length > 0
          ? spokenQuotes(turn)
          : turn.answer,
      {
        saidChars: at.saidChars,
        isComplete: !isRunning,
      },
    );
    progress.current = { id: turn.id, saidChars, isOver: !isRunning };
    const ending =
      turn.state === "failed"
        ? (turn.error?.message ?? "")
        : endWords(t, turn) ||
          t("chat.announce.end", {
            count: new Set(turn.citations.map(({ number }) => number)).size,
          });
    say(isRunning ? sentences : [...sentences, ending]);
  }, [turn, t]);
  return said;
}
