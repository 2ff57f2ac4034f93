import { type DocumentId, documentId } from "#contract/ids.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";
import { DocumentTable } from "./document-table.ts";
import { plainWords, stemOf, stretchesOf } from "./name-words.ts";
import {
  filesSaidBefore,
  writtenDocument,
  writtenFiles,
} from "./said-files.ts";

export interface NamedDocument {
  documentId: DocumentId;
  name: string;
  folder: string;
}

/** More documents than this are not what somebody named. */
const maxNamed = 20;
/** And of so many names most are part of others only where somebody made them so. */
const maxNames = 500;
const maxReadChars = 2_000;
/** Of a name that is not there, the signs that may be others in the one that is offered instead. */
const alikeShare = 0.4;
/** Of a name; a longer one is not recognised. */
const maxWords = 40;
const quotedText = /["“„«‘'][^"”“»’'\n]{2,120}["”“»’']/gu;
/** What may stand before the name of a file. */
const fileWords =
  "in im file document datei dokument fichier dans archivo documento".split(
    " ",
  );

interface Named {
  documents: NamedDocument[];
  /** The question without their names. */
  rest: string;
  /** Named without their endings: the words may be meant as words. */
  isGuess: boolean;
  /** A file that is named with its ending and is none of these workspaces'; null for none. */
  missing: MissingFile | null;
}

export interface MissingFile {
  name: string;
  /** The document that is named most alike; null where none is. */
  nearest: string | null;
}

/**
 * The indexed documents of these workspaces that a question names. A whole name counts before one without its
 * ending, and that before one with a typing error. Without its ending a name counts in quotes, behind a word such as
 * "file" or before it, or with a digit in it: "to do" and "meeting notes" are what people say of other things too.
 */
export function namedDocuments(
  db: Database,
  workspaceIds: readonly string[],
  question: string,
): Named {
  const asked = question.slice(0, maxReadChars).normalize("NFC");
  new DocumentTable(db).fillNameWords();
  const indexed = namesOf(db, workspaceIds);
  const stretches = JSON.stringify(stretchesOf(plainWords(asked), maxWords));
  const whole = indexed("name_words IN (SELECT value FROM json_each(:said))", {
    said: stretches,
  });
  if (whole.length > 0) return named(whole, asked, ({ name }) => name);
  const bySaid = "stem_words IN (SELECT value FROM json_each(:said))";
  const before = filesSaidBefore(asked);
  const meant = indexed(bySaid, { said: stretches }).filter(({ name }) =>
    isMeant(stemOf(name), asked),
  );
  const stems =
    meant.length > 0 || before.length === 0
      ? meant
      : indexed(bySaid, { said: JSON.stringify(before) });
  if (stems.length > 0)
    return {
      ...named(stems, asked, ({ name }) => stemOf(name)),
      isGuess: true,
    };
  for (const file of writtenFiles(asked)) {
    const most = maxErrors(file);
    const near = nearest(
      file,
      indexed("length(name) BETWEEN :from AND :to", {
        from: file.length - most,
        to: file.length + most,
      }),
    );
    if (near.length > 0) return named(near, asked, () => file);
  }
  const file = writtenDocument(asked);
  if (file === null || isThere(db, workspaceIds, file))
    return { documents: [], rest: question, isGuess: false, missing: null };
  const alike = nearest(
    stemOf(file),
    indexed("length(stem_words) BETWEEN :from AND :to", {
      from: Math.ceil(stemOf(file).length / 2),
      to: stemOf(file).length * 2,
    }),
    { of: stemOf, most: Math.floor(stemOf(file).length * alikeShare) },
  );
  return {
    documents: [],
    rest: asked.replace(file, " ").replace(/\s+/gu, " ").trim(),
    isGuess: false,
    missing: { name: file, nearest: alike[0]?.name ?? null },
  };
}

/** Looks up indexed documents of these workspaces by a condition. */
function namesOf(db: Database, workspaceIds: readonly string[]) {
  const ids = JSON.stringify(workspaceIds);
  return (condition: string, parameters: SqlRow): NamedDocument[] =>
    db
      .all(
        `SELECT id, name, folder FROM documents WHERE ${condition} AND status = 'indexed'
         AND workspace_id IN (SELECT value FROM json_each(:ids))`,
        { ...parameters, ids },
      )
      .map((row) => ({
        // As the store wrote it: a name may be that of thousands
        documentId: String(row["id"]) as DocumentId,
        name: String(row["name"]).normalize("NFC"),
        folder: String(row["folder"]),
      }));
}

/** Those of the chosen documents that are there. */
export function chosenDocuments(
  db: Database,
  ids: readonly string[],
): NamedDocument[] {
  return db
    .all(
      `SELECT id, name, folder FROM documents
       WHERE id IN (SELECT value FROM json_each(:ids)) AND status <> 'removed' ORDER BY name`,
      { ids: JSON.stringify(ids) },
    )
    .map((row) => ({
      documentId: documentId.parse(row["id"]),
      name: String(row["name"]),
      folder: String(row["folder"]),
    }));
}

function named(
  found: readonly NamedDocument[],
  question: string,
  saidAs: (document: NamedDocument) => string,
): Named {
  const nothing = {
    documents: [],
    rest: question,
    isGuess: false,
    missing: null,
  };
  // Thousands may have one name, which is looked at once
  const said = new Map(found.map((one) => [one.name, plain(saidAs(one))]));
  if (said.size > maxNames) return nothing;
  // "report.pdf" within "annual report.pdf" is not named
  const names = [...said];
  const longest = new Set(
    names
      .filter(
        ([name, words]) =>
          !names.some(
            ([other, text]) => other.length > name.length && holds(text, words),
          ),
      )
      .map(([name]) => name),
  );
  const documents = found.filter(({ name }) => longest.has(name));
  if (documents.length > maxNamed) return nothing;
  const rest = documents.reduce((text, document) => {
    const at = text.toLowerCase().indexOf(saidAs(document).toLowerCase());
    return at === -1
      ? text
      : `${text.slice(0, at)} ${text.slice(at + saidAs(document).length)}`;
  }, question);
  return {
    documents,
    rest: rest.replace(/\s+/gu, " ").trim(),
    isGuess: false,
    missing: null,
  };
}

/** Also one that can't be searched, or not yet: that is said elsewhere. */
function isThere(
  db: Database,
  workspaceIds: readonly string[],
  file: string,
): boolean {
  const found = db.all(
    `SELECT 1 FROM documents WHERE name_words = :words AND status <> 'removed'
     AND workspace_id IN (SELECT value FROM json_each(:ids)) LIMIT 1`,
    { words: plainWords(file), ids: JSON.stringify(workspaceIds) },
  );
  return found.length > 0;
}

/** With a space at either end, so that a part is whole words. */
const plain = (text: string) => ` ${plainWords(text)} `;

const holds = (text: string, part: string) =>
  part.length > 2 && text.includes(part);

/** Said of a file, not by chance: with a letter and a digit in it, in quotes, or of several words behind "the file". */
function isMeant(stem: string, question: string): boolean {
  const words = plainWords(stem);
  if (words.length < 3) return false;
  const hasCode = /\p{N}/u.test(words) && /\p{L}/u.test(words);
  if (hasCode || holds(quotedWords(question), ` ${words} `)) return true;
  return (
    words.includes(" ") &&
    fileWords.some((word) => holds(plain(question), ` ${word} ${words} `))
  );
}

/** What is in quotes, as plain words. */
function quotedWords(question: string): string {
  return [...question.matchAll(quotedText)]
    .map(([quote]) => plain(quote))
    .join("");
}

/** Typing errors that a name may have. */
const maxErrors = (file: string) => (file.length > 10 ? 2 : 1);

/** Those with the fewest typing errors. */
function nearest(
  file: string,
  documents: readonly NamedDocument[],
  { of, most } = {
    of: (name: string) => name,
    most: maxErrors(file),
  },
): NamedDocument[] {
  const measured = documents
    .map((document) => ({
      document,
      errors: distance(file.toLowerCase(), of(document.name).toLowerCase()),
    }))
    .filter(({ errors }) => errors <= most);
  const fewest = Math.min(...measured.map(({ errors }) => errors));
  return measured
    .filter(({ errors }) => errors === fewest)
    .map(({ document }) => document);
}

/** Optimal string alignment: insertions, deletions, substitutions and swapped neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
