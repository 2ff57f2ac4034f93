import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "#contract/ids.ts";
import { Button } from "#ui/button.tsx";
import { useHearth } from "../../client/hearth.ts";

/** Loaded before the person gets there. */
const ahead = "1200px 0px 0px 0px";

/**
 * Stands above the turns of a long conversation: those before come as the person scrolls up, and what is being read
 * stays where it is.
 */
export function EarlierTurns({
  id,
  earlier,
  firstId,
  scroller,
}: {
  id: ConversationId;
  /** How many there are. */
  earlier: number;
  /** The first turn that is shown: another one means that some came before it. */
  firstId: string | undefined;
  scroller: RefObject<HTMLElement | null>;
}) {
  const { t } = useTranslation();
  const { turns } = useHearth();
  const mark = useRef<HTMLDivElement>(null);
  const heightPx = useRef<number | null>(null);

  useEffect(() => {
    const element = mark.current;
    if (element === null || firstId === undefined) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return;
        heightPx.current = scroller.current?.scrollHeight ?? null;
        void turns.getState().openEarlier(id);
      },
      { root: scroller.current, rootMargin: ahead },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [turns, id, firstId, scroller]);

  // At the very top the browser holds no place
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || heightPx.current === null || firstId === undefined)
      return;
    if (element.scrollTop === 0)
      element.scrollTop = element.scrollHeight - heightPx.current;
    heightPx.current = null;
  }, [firstId, scroller]);

  if (earlier === 0) return null;
  return (
    <div ref={mark} className="flex justify-center">
      <Button
        size="small"
        onClick={() => void turns.getState().openEarlier(id)}
      >
        {t("chat.earlier", { count: earlier })}
      </Button>
    </div>
  );
}
