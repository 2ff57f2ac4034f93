/**
 * What is typed and not yet asked, one text for each key, such as a conversation's id or "new". It outlives an error
 * of the page, a reload and the page's process, until the window closes.
 */
const nameOf = (key: string): string => `hearth.draft.${key}`;

/** "" for nothing. */
export function readDraft(key: string): string {
  return sessionStorage.getItem(nameOf(key)) ?? "";
}

export function writeDraft(key: string, draft: string): void {
  if (draft === "") sessionStorage.removeItem(nameOf(key));
  else sessionStorage.setItem(nameOf(key), draft);
}
