import { useState } from "react";
import type { ConversationId, DocumentId } from "#contract/ids.ts";
import type { DocumentSummary } from "#contract/library.ts";
import type { Mentionable } from "#contract/palette.ts";
import { readDraft, writeDraft } from "../client/drafts.ts";
import { useApp } from "../client/hearth.ts";
import type { AppState } from "../client/state/app-state.ts";

/** A document or folder that the question is kept to. */
export type Chosen =
  | { kind: "document"; documentId: DocumentId; name: string; folder?: string }
  | { kind: "folder"; path: string; name: string; folder?: string };

/** The contract's limit of folders; nobody names as many documents. */
export const maxChosen = 20;

type Place = Pick<AppState, "scope" | "workspaceId">;

const keyOf = (key: string) => `${key}.within`;

/** Files are of one workspace: what is chosen for a new question there is not chosen in another one. */
const newKey = (begun: "new" | "quick", { scope, workspaceId }: Place) =>
  keyOf(`${begun}.${scope === "everything" ? scope : workspaceId}`);

/**
 * What the question that is being written is kept to, of a conversation or of a new one in the place in view; it
 * outlives a reload as the draft does.
 */
export function useChosen(
  id: ConversationId | null,
  begun: "new" | "quick",
): [readonly Chosen[], (chosen: readonly Chosen[]) => void] {
  const key = useApp((place) =>
    id === null ? newKey(begun, place) : keyOf(id),
  );
  const [shown, setShown] = useState(() => ({ key, chosen: read(key) }));
  const now = shown.key === key ? shown : { key, chosen: read(key) };
  if (now !== shown) setShown(now);
  return [
    now.chosen,
    (chosen) => {
      write(key, chosen);
      setShown({ key, chosen });
    },
  ];
}

/** Begins a new conversation's question about a document, beside what it is kept to already. */
export function startQuestionAbout(
  document: Pick<DocumentSummary, "id" | "name" | "folder">,
  place: Place,
): void {
  const key = newKey("new", place);
  const { id: documentId, name, folder } = document;
  const others = read(key).filter((one) => chosenId(one) !== documentId);
  const one: Chosen = { kind: "document", documentId, name, folder };
  write(key, [...others, one].slice(-maxChosen));
}

function read(key: string): readonly Chosen[] {
  const kept = readDraft(key);
  // Written below by this page alone
  return kept === "" ? [] : (JSON.parse(kept) as Chosen[]);
}

function write(key: string, chosen: readonly Chosen[]): void {
  writeDraft(key, chosen.length === 0 ? "" : JSON.stringify(chosen));
}

export const chosenId = (one: Chosen | Mentionable): string =>
  one.kind === "document" ? one.documentId : one.path;

export const documentsOf = (chosen: readonly Chosen[]): DocumentId[] =>
  chosen.flatMap((one) => (one.kind === "document" ? [one.documentId] : []));

export const foldersOf = (chosen: readonly Chosen[]): string[] =>
  chosen.flatMap((one) => (one.kind === "folder" ? [one.path] : []));
