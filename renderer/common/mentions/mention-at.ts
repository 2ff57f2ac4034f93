/** What is typed after an `@`. */
export interface Mention {
  /** Of the `@`, in UTF-16 units; it ends at the cursor. */
  start: number;
  query: string;
}

/** The `@` before the cursor, at the start or after a space: one inside a word is part of an address. */
export function mentionAt(text: string, cursor: number): Mention | null {
  const match = /(?:^|\s)@((?!\s)[^\n@]{0,80})?$/u.exec(text.slice(0, cursor));
  if (match === null) return null;
  const query = match[1] ?? "";
  return { start: cursor - query.length - 1, query };
}

/** The text without what was typed to choose, and without the space that it would leave twice. */
export function withoutMention(
  text: string,
  { start, query }: Mention,
): { text: string; cursor: number } {
  const before = text.slice(0, start);
  const after = text.slice(start + query.length + 1);
  const isTwice = before === "" || /\s$/.test(before);
  return {
    text: before + (isTwice ? after.replace(/^ /, "") : after),
    cursor: start,
  };
}
