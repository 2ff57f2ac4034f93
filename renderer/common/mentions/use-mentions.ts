import { type KeyboardEvent, useEffect, useEffectEvent, useState } from "react";
import type { ConversationId } from "#contract/ids.ts";
import type { Mentionable } from "#contract/palette.ts";
import { useApp, useConversations, useHearth } from "../../client/hearth.ts";
import { type Mention, mentionAt } from "./mention-at.ts";

const typingPauseMs = 80;

interface Found {
  query: string;
  items: readonly Mentionable[];
  hasFailed: boolean;
}

/** The item of what was listed for a query. */
interface Choice {
  query: string | null;
  index: number;
}

export interface Mentions {
  /** Null while nothing is being chosen. */
  mention: Mention | null;
  /** Null until the first answer. */
  found: Found | null;
  isLooking: boolean;
  /** Index of the item that Enter takes. */
  active: number;
  setActive(index: number): void;
  close(): void;
  /** True where the key was the list's. */
  onKeyDown(event: KeyboardEvent): boolean;
}

/**
 * What may be meant by the `@` before the cursor, and the keys that choose it. A null cursor shows nothing. What is
 * chosen before the list is there for all that was typed is taken from that list once it comes, whatever is typed
 * behind it meanwhile.
 */
export function useMentions({
  id,
  text,
  cursor,
  onPick,
  onProse,
}: {
  id: ConversationId | null;
  text: string;
  cursor: number | null;
  onPick: (item: Mentionable, mention: Mention) => void;
  /** Enter was pressed, and the words after the `@` turned out to name nothing. */
  onProse: () => void;
}): Mentions {
  const typed = cursor === null ? null : mentionAt(text, cursor);
  // The one that Escape put away stays so until it is gone
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [awaited, setAwaited] = useState<Mention | null>(null);
  const [choice, setChoice] = useState<Choice>({ query: null, index: 0 });
  const start = typed?.start ?? null;
  useEffect(() => {
    if (start === null) setClosedAt(null);
  }, [start]);
  const taking = awaited !== null && isIn(text, awaited) ? awaited : null;
  const open =
    taking ?? (typed === null || typed.start === closedAt ? null : typed);
  const { found, isLooking } = useFound(id, open?.query ?? null);
  const items = found?.items ?? [];
  // Words that fit nothing are the question's own
  const isProse =
    items.length === 0 && !isLooking && open?.query.includes(" ") === true;
  const mention = isProse ? null : open;
  const query = found?.query ?? null;
  // Another answer begins at its best
  const active = choice.query === query ? choice.index : 0;
  const setActive = (index: number) => setChoice({ query, index });

  const onAnswer = useEffectEvent((mention: Mention) => {
    setAwaited(null);
    const best = items[0];
    if (best !== undefined) onPick(best, mention);
    else if (isProse) onProse();
  });
  useEffect(() => {
    if (awaited === null) return;
    if (taking === null) setAwaited(null);
    else if (!isLooking) onAnswer(taking);
  }, [awaited, taking, isLooking]);

  const close = () => {
    setAwaited(null);
    setClosedAt(start);
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (mention === null) return false;
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
      return true;
    }
    const isPlain = !(event.shiftKey || event.ctrlKey || event.metaKey);
    const isListed = items.length > 0;
    // Words of a sentence that nothing was listed for are no choice
    const mayChoose = isListed || (isLooking && !mention.query.includes(" "));
    if (!isPlain || !mayChoose) return false;
    const step =
      event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && isListed)
      setActive((active + step + items.length) % items.length);
    else if (event.key === "Enter" || event.key === "Tab") {
      const item = items[active];
      // What is listed for fewer letters is not what was typed
      if (isLooking) setAwaited(mention);
      else if (item !== undefined) onPick(item, mention);
    } else return false;
    event.preventDefault();
    return true;
  };
  return { mention, found, isLooking, active, setActive, close, onKeyDown };
}

/** Still in the text where it was, as it was. */
const isIn = (text: string, { start, query }: Mention): boolean =>
  text.startsWith(`@${query}`, start);

/** What the engine lists for the query, a moment after the last key; what it listed before stays until then. */
function useFound(
  id: ConversationId | null,
  query: string | null,
): { found: Found | null; isLooking: boolean } {
  const { client } = useHearth();
  const own = useConversations(({ conversations }) =>
    conversations.find((conversation) => conversation.id === id),
  );
  const chosenId = useApp((state) => state.workspaceId);
  const chosenScope = useApp((state) => state.scope);
  const workspaceId = own?.workspaceId ?? chosenId;
  const scope = own?.scope ?? chosenScope;
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (query === null || workspaceId === null) {
      setFound(null);
      return;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const look = async () => {
      const list = client.palette.mentionable(
        { workspaceId, scope, query },
        { signal },
      );
      // Said in the list itself, whatever the reason
      const items = await list.catch(() => null);
      if (!signal.aborted)
        setFound({ query, items: items ?? [], hasFailed: items === null });
    };
    const timer = setTimeout(look, query === "" ? 0 : typingPauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [client, query, workspaceId, scope]);
  return { found, isLooking: query !== null && found?.query !== query };
}
