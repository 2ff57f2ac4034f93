import { useState } from "react";
import type { DocumentId } from "#contract/ids.ts";
import type { Mentionable } from "#contract/palette.ts";
import { readDraft, writeDraft } from "../client/drafts.ts";

/** A document or folder that the question is kept to. */
export type Chosen =
  | { kind: "document"; documentId: DocumentId; name: string }
  | { kind: "folder"; path: string; name: string };

/** The contract's limit of folders; nobody names as many documents. */
export const maxChosen = 20;

const keyOf = (key: string) => `${key}.within`;

/** What the draft of this key is kept to; it outlives a reload as the draft does. */
export function useChosen(
  key: string,
): [readonly Chosen[], (chosen: readonly Chosen[]) => void] {
  const [chosen, setChosen] = useState(() => parse(readDraft(keyOf(key))));
  return [
    chosen,
    (changed) => {
      writeDraft(
        keyOf(key),
        changed.length === 0 ? "" : JSON.stringify(changed),
      );
      setChosen(changed);
    },
  ];
}

/** Begins a new conversation's question about a document, beside what it is kept to already. */
export function startQuestionAbout(document: {
  id: DocumentId;
  name: string;
}): void {
  const key = keyOf("new");
  const { id: documentId, name } = document;
  const others = parse(readDraft(key)).filter(
    (one) => chosenId(one) !== documentId,
  );
  const chosen: Chosen[] = [...others, { kind: "document", documentId, name }];
  writeDraft(key, JSON.stringify(chosen.slice(-maxChosen)));
}

function parse(kept: string): readonly Chosen[] {
  // Written above by this page alone
  return kept === "" ? [] : (JSON.parse(kept) as Chosen[]);
}

export const chosenId = (one: Chosen | Mentionable): string =>
  one.kind === "document" ? one.documentId : one.path;

export const documentsOf = (chosen: readonly Chosen[]): DocumentId[] =>
  chosen.flatMap((one) => (one.kind === "document" ? [one.documentId] : []));

export const foldersOf = (chosen: readonly Chosen[]): string[] =>
  chosen.flatMap((one) => (one.kind === "folder" ? [one.path] : []));
