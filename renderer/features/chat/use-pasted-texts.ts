import { useState } from "react";
import { readDraft, writeDraft } from "../../client/drafts.ts";

/** A text that is too long for a question, and goes with it as a document. */
export interface PastedText {
  /** Of the document, without an ending. */
  name: string;
  text: string;
}

/** Of all texts that go with one question: what the page can keep over a reload. */
export const maxPastedChars = 1_000_000;

const keyOf = (key: string) => `${key}.pasted`;

/** The pasted texts of the draft of this key; they outlive a reload as it does. */
export function usePastedTexts(
  key: string,
): [readonly PastedText[], (texts: readonly PastedText[]) => void] {
  const [texts, setTexts] = useState(() => parse(readDraft(keyOf(key))));
  return [
    texts,
    (changed) => {
      writeDraft(
        keyOf(key),
        changed.length === 0 ? "" : JSON.stringify(changed),
      );
      setTexts(changed);
    },
  ];
}

function parse(kept: string): readonly PastedText[] {
  // Written above by this page alone
  return kept === "" ? [] : (JSON.parse(kept) as PastedText[]);
}

/** A name for what is pasted now that no file system refuses, such as "Pasted text 21 Nov 18.40". */
export function pastedName(
  word: string,
  at: Date,
  locale: string | undefined,
  taken: readonly PastedText[],
): string {
  const when = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  })
    .format(at)
    .replaceAll(",", "")
    .replaceAll(/[\\/:*?"<>|]/g, ".");
  const name = `${word} ${when}`;
  const same = taken.filter((text) => text.name.startsWith(name)).length;
  return same === 0 ? name : `${name} (${same + 1})`;
}
