import { type DocumentId, documentId } from "#contract/ids.ts";
import type { Database, SqlRow } from "#core/ports/database.ts";
import { DocumentTable } from "./document-table.ts";
import { maxErrors, nearest } from "./misspelt-names.ts";
import { plainWords, stemOf, stretchesOf } from "./name-words.ts";
import {
  cutFileWord,
  filesSaidBefore,
  fileWords,
  type WrittenDocument,
  wordSaidBefore,
  writtenDocuments,
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
/** Of a long name too: with more, it is another one. */
const maxUnlike = 12;
/** Of a name; a longer one is not recognised. */
const maxWords = 40;
const quotedText = /["“„«‘'][^"”“»’'\n]{2,120}["”“»’']/gu;
/** What may stand before the name of a file. */
const wordsBefore = [...fileWords, "in", "im", "dans"];

interface Named {
  documents: NamedDocument[];
  /** The question without their names. */
  rest: string;
  /** Named without their endings: the words may be meant as words. */
  isGuess: boolean;
  /** The files that are named with their endings and are none of these workspaces'. */
  missing: MissingFile[];
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
  const names = [...new Set(whole.map(({ name }) => name))].map(plain);
  const others = writtenDocuments(asked).filter(
    ({ file }) => !names.some((name) => holds(name, plain(file))),
  );
  const stems = whole.length > 0 ? null : stemsNamed(asked, stretches, indexed);
  const near =
    whole.length > 0 || stems !== null
      ? null
      : misspelt([...others, ...writtenFiles(asked)], indexed);
  const absent = others
    .filter(
      ({ names }) =>
        !(near !== null && names.includes(near.file)) &&
        !names.some((name) => isThere(db, workspaceIds, name)),
    )
    .map(longest);
  const missing = absent.map((name) => missingFile(name, indexed));
  const text = absent.reduce(without, asked);
  if (whole.length > 0)
    return { ...named(whole, text, ({ name }) => name), missing };
  if (stems !== null)
    return {
      ...named(stems.documents, text, stems.saidAs),
      isGuess: true,
      missing,
    };
  if (near !== null)
    return { ...named(near.documents, text, () => near.file), missing };
  const rest = absent.length === 0 ? question : text;
  return { documents: [], rest, isGuess: false, missing };
}

type Lookup = ReturnType<typeof namesOf>;

const longest = ({ names, file }: WrittenDocument) => names[0] ?? file;

/** Documents that are named without their endings; null for none. */
function stemsNamed(asked: string, stretches: string, indexed: Lookup) {
  const saidAs = ({ name }: NamedDocument) => stemOf(name);
  const bySaid = "stem_words IN (SELECT value FROM json_each(:said))";
  const meant = indexed(bySaid, { said: stretches }).filter(({ name }) =>
    isMeant(stemOf(name), asked),
  );
  if (meant.length > 0) return { documents: meant, saidAs };
  const before = filesSaidBefore(asked);
  const said =
    before.length === 0
      ? []
      : indexed(bySaid, { said: JSON.stringify(before) });
  if (said.length > 0) return { documents: said, saidAs };
  const word = wordSaidBefore(asked);
  if (word === null) return null;
  const held = indexed("instr(' ' || stem_words || ' ', :word) > 0", {
    word: ` ${word} `,
  });
  return held.length === 1 ? { documents: held, saidAs: () => word } : null;
}

/** The first that is named with a typing error, and how it was written. */
function misspelt(
  written: readonly (WrittenDocument | string)[],
  indexed: Lookup,
): { file: string; documents: NamedDocument[] } | null {
  for (const one of written)
    for (const file of typeof one === "string" ? [one] : one.names) {
      const most = maxErrors(file);
      const lengths = { from: file.length - most, to: file.length + most };
      const documents = nearest(
        file,
        indexed("length(name) BETWEEN :from AND :to", lengths),
      );
      if (documents.length > 0) return { file, documents };
    }
  return null;
}

function missingFile(name: string, indexed: Lookup): MissingFile {
  const stem = stemOf(name);
  const [alike] = nearest(
    stem,
    indexed("length(stem_words) BETWEEN :from AND :to", {
      from: Math.ceil(stem.length / 2),
      to: stem.length * 2,
    }),
    {
      of: stemOf,
      most: Math.min(maxUnlike, Math.floor(stem.length * alikeShare)),
    },
  );
  return { name, nearest: alike?.name ?? null };
}

const without = (text: string, name: string) =>
  text
    .replace(name, () => " ")
    .replace(/\s+/gu, " ")
    .trim();

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
): Omit<Named, "missing"> {
  const nothing = {
    documents: [],
    rest: question,
    isGuess: false,
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
      : cutFileWord(
          text.slice(0, at),
          text.slice(at + saidAs(document).length),
        );
  }, question);
  return {
    documents,
    rest: rest.replace(/\s+/gu, " ").trim(),
    isGuess: false,
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
    wordsBefore.some((word) => holds(plain(question), ` ${word} ${words} `))
  );
}

/** What is in quotes, as plain words. */
function quotedWords(question: string): string {
  return [...question.matchAll(quotedText)]
    .map(([quote]) => plain(quote))
    .join("");
}
