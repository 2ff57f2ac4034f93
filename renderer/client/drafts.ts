/** Where the draft of a conversation, or of a new one, is kept until the window closes. */
export const draftName = (key: string): string => `hearth.draft.${key}`;

/** Begins a new conversation's question, unless one is being written. */
export function startDraft(text: string): void {
  const name = draftName("new");
  if ((sessionStorage.getItem(name) ?? "").trim() === "")
    sessionStorage.setItem(name, text);
}
