import {
  type RefObject,
  type SyntheticEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { ConversationId } from "#contract/ids.ts";
import type { Mentionable } from "#contract/palette.ts";
import { type Chosen, chosenId, maxChosen } from "../use-chosen.ts";
import { type Mention, withoutMention } from "./mention-at.ts";
import { mentionListId, mentionOptionId } from "./mention-list.tsx";
import { type Mentions, useMentions } from "./use-mentions.ts";

/** Follows the cursor of a field, and puts what is chosen at an `@` where the question is kept to. */
export function useFieldMentions<
  Field extends HTMLInputElement | HTMLTextAreaElement,
>({
  id,
  field,
  draft,
  setDraft,
  chosen,
  setChosen,
  isLocked,
  onProse,
}: {
  id: ConversationId | null;
  field: RefObject<Field | null>;
  draft: string;
  setDraft: (draft: string) => void;
  chosen: readonly Chosen[];
  setChosen: (chosen: readonly Chosen[]) => void;
  isLocked: boolean;
  /** Enter was pressed behind words that name nothing after an `@`. */
  onProse: () => void;
}) {
  // Null while the field has no focus, a stretch is selected, or an input method is composing
  const [cursor, setCursor] = useState<number | null>(null);
  const isComposing = useRef(false);
  const nextCursor = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (nextCursor.current === null) return;
    field.current?.setSelectionRange(nextCursor.current, nextCursor.current);
    nextCursor.current = null;
  });
  const pick = (item: Mentionable, mention: Mention) => {
    const isNew = !chosen.some((one) => chosenId(one) === chosenId(item));
    if (isNew && chosen.length < maxChosen)
      setChosen([...chosen, chosenFrom(item)]);
    const rest = withoutMention(draft, mention);
    // More may have been typed behind it meanwhile
    const end = mention.start + 1 + mention.query.length;
    const at = field.current?.selectionEnd ?? end;
    const next =
      at > end ? at - (draft.length - rest.text.length) : rest.cursor;
    setDraft(rest.text);
    nextCursor.current = next;
    setCursor(next);
  };
  const mentions: Mentions = useMentions({
    id,
    text: draft,
    cursor: isLocked ? null : cursor,
    onPick: pick,
    onProse,
  });
  const { mention, found, active } = mentions;
  const hasOptions = mention !== null && (found?.items.length ?? 0) > 0;
  const follow = (event: SyntheticEvent<Field>) => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    setCursor(
      isComposing.current || selectionStart !== selectionEnd
        ? null
        : selectionEnd,
    );
  };
  return {
    mentions,
    pick: (item: Mentionable) => {
      if (mention !== null) pick(item, mention);
    },
    follow,
    fieldProps: {
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-controls": hasOptions ? mentionListId : undefined,
      "aria-activedescendant": hasOptions ? mentionOptionId(active) : undefined,
      onSelect: follow,
      onBlur: () => setCursor(null),
      onCompositionStart: () => {
        isComposing.current = true;
        setCursor(null);
      },
      onCompositionEnd: (event: SyntheticEvent<Field>) => {
        isComposing.current = false;
        follow(event);
      },
    } as const,
  };
}

function chosenFrom(item: Mentionable): Chosen {
  const { name, folder } = item;
  return item.kind === "document"
    ? { kind: "document", documentId: item.documentId, name, folder }
    : { kind: "folder", path: item.path, name, folder };
}
