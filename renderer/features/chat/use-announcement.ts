import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Turn } from "#contract/turns.ts";
import { finishedLength, plainText } from "#ui/answer/citations.ts";

/** Sentences are gathered for this long, so that a screen reader is not cut off by the next one. */
const gatherMs = 2500;

/** What a screen reader says of an answer in the making: that it began, its sentences as they are finished, its end. */
export function useAnnouncement(turn: Turn | undefined): string {
  const { t } = useTranslation();
  const [said, setSaid] = useState("");
  const progress = useRef<{ id: string; length: number; atMs: number } | null>(
    null,
  );
  useEffect(() => {
    if (turn === undefined) return;
    const at = progress.current;
    if (at?.id !== turn.id) {
      // An answer that was there before is read, not announced
      if (turn.state !== "running") return;
      progress.current = { id: turn.id, length: 0, atMs: Date.now() };
      setSaid(t("chat.announce.start"));
      return;
    }
    if (at.length === Number.POSITIVE_INFINITY) return;
    if (turn.state === "running") {
      const end = finishedLength(turn.answer);
      if (end <= at.length || Date.now() - at.atMs < gatherMs) return;
      setSaid(plainText(turn.answer.slice(at.length, end)));
      progress.current = { id: turn.id, length: end, atMs: Date.now() };
      return;
    }
    const rest = plainText(turn.answer.slice(at.length));
    const ending =
      turn.state === "failed"
        ? (turn.error?.message ?? "")
        : t("chat.announce.end", {
            count: new Set(turn.citations.map(({ number }) => number)).size,
          });
    setSaid(`${rest} ${ending}`.trim());
    progress.current = { ...at, length: Number.POSITIVE_INFINITY };
  }, [turn, t]);
  return said;
}
