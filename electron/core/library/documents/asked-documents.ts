import { AppError } from "#contract/errors.ts";
import type { Database } from "#core/ports/database.ts";
import {
  chosenDocuments,
  type MissingFile,
  type NamedDocument,
  namedDocuments,
} from "./named-documents.ts";
import { baseName, separatorOf } from "./paths.ts";

/** What one question is about. */
export interface AskedDocuments {
  /** Documents that were chosen, or that the question names. */
  within: NamedDocument[];
  /** Folders that were chosen. */
  withinFolders: { path: string; name: string }[];
  /** All documents to search: those, and all below the folders. Null for every one. */
  only: string[] | null;
  /** They were neither chosen nor named with their endings: where they answer nothing, everything is searched. */
  isGuess: boolean;
  /** The question without the names of documents that it names. */
  asked: string;
  /** Files that the question names and that are not there; where it names no other, everything is searched. */
  missing: MissingFile[];
}

/** More ids than this would be a filter that takes longer than the search. */
export const maxFolderDocuments = 5_000;

/**
 * The only documents to search in these workspaces: those that were chosen, else those that the question names. A
 * folder is its searchable documents, at any depth, as the library knows them: no path is read.
 * @throws AppError not-found where nothing is left of what was chosen, invalid-request where it is too much
 */
export function askedDocuments(
  db: Database,
  workspaceIds: readonly string[],
  {
    question,
    documentIds,
    folders = [],
  }: {
    question: string;
    documentIds?: readonly string[] | undefined;
    folders?: readonly string[] | undefined;
  },
): AskedDocuments {
  if (documentIds === undefined && folders.length === 0) {
    const { documents, rest, isGuess, missing } = namedDocuments(
      db,
      workspaceIds,
      question,
    );
    return {
      ...scopeOf(documents, []),
      withinFolders: [],
      isGuess,
      asked: rest,
      missing,
    };
  }
  const below = documentsBelow(db, workspaceIds, folders);
  const chosen = chosenDocuments(db, documentIds ?? []);
  const isChosen = folders.length > 0 || (documentIds ?? []).length > 0;
  // Nothing left of what was chosen must not become everything
  if (isChosen && below.length === 0 && chosen.length === 0)
    throw new AppError(
      "not-found",
      folders.length > 0
        ? "There is nothing to search in that folder any more."
        : "What you chose is not in the library any more.",
      { advice: "Choose another one, or ask without it." },
    );
  return {
    ...scopeOf(chosen, below),
    withinFolders: folders.map((path) => ({ path, name: baseName(path) })),
    isGuess: false,
    asked: question,
    missing: [],
  };
}

function scopeOf(documents: NamedDocument[], below: readonly string[]) {
  const ids = new Set([
    ...documents.map(({ documentId }) => documentId),
    ...below,
  ]);
  return { within: documents, only: ids.size === 0 ? null : [...ids] };
}

function documentsBelow(
  db: Database,
  workspaceIds: readonly string[],
  folders: readonly string[],
): string[] {
  if (folders.length === 0) return [];
  const prefixes = folders.map((path) =>
    path.endsWith(separatorOf(path)) ? path : `${path}${separatorOf(path)}`,
  );
  const ids = db
    .all(
      `SELECT id FROM documents WHERE status = 'indexed'
       AND workspace_id IN (SELECT value FROM json_each(:ids))
       AND EXISTS (SELECT 1 FROM json_each(:prefixes) AS prefix
                   WHERE substr(documents.path, 1, length(prefix.value)) = prefix.value)
       LIMIT ${maxFolderDocuments + 1}`,
      {
        ids: JSON.stringify(workspaceIds),
        prefixes: JSON.stringify(prefixes),
      },
    )
    .map((row) => String(row["id"]));
  if (ids.length > maxFolderDocuments)
    throw new AppError(
      "invalid-request",
      `More than ${maxFolderDocuments} documents are in that folder.`,
      { advice: "Choose a folder further below, or ask without it." },
    );
  return ids;
}
