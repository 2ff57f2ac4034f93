import { isEmptyWord } from "#core/words/empty-words.ts";
import { plainWords } from "./name-words.ts";

/** A word that ends as a file does. */
const fileName =
  /[\p{L}\p{N}][\p{L}\p{N}_()&+.-]{0,120}\.[a-z\d]{2,5}(?![\p{L}\p{N}])/giu;
/** Endings of what people write and are sent; that of code is also that of products, such as "node.js". */
const documentEnding =
  /\.(?:pdf|docx?|odt|rtf|epub|xlsx?|ods|csv|tsv|pptx?|odp|md|txt|html?|eml|msg)$/iu;
const linkBefore = /\S{0,200}:\/\/\S{0,500}$/u;
/** What people call a file, in the languages that they most often ask in. */
export const fileWords: ReadonlySet<string> = new Set(
  "file document datei dokument fichier archivo documento".split(" "),
);
/** What is asked to be done with a file: no part of its name. */
const askingWords = new Set(
  (
    "check compare contain contains describe explain find list mention mentions open outline quote read search show " +
    "state states summarise summarize translate using vergleiche zeige zeig öffne lies beschreibe zusammenfassung " +
    "compare résume résumer lis montre ouvre abre lee muestra resume"
  ).split(" "),
);
const wordBefore = /[\p{L}\p{N}][\p{L}\p{N}_()&+-]{0,60} $/u;
const quoteBefore = /["“„«‘'`]([^"“”„«»‘’'`\n]{1,120})$/u;
const quoteAfter = /^["“”»’'`]/u;
const articles = new Set(
  "the my our this that der die das dem mein meine meiner le la mon ma el mi".split(
    " ",
  ),
);
const maxNameWords = 5;
const saidFile = new RegExp(
  `((?<![\\p{L}\\p{N}])(?:${[...articles].join("|")})(?:\\s{1,9}[\\p{L}\\p{N}_-]{1,60}){1,${maxNameWords}}?)\\s{1,9}(?:${[...fileWords].join("|")})(?![\\p{L}\\p{N}])`,
  "giu",
);

/** A file that a question names with its ending. */
export interface WrittenDocument {
  /** Up to the space before it. */
  file: string;
  /** All that it may be called: with the words before it, the longest first. */
  names: string[];
}

/** What a question writes as a file is named, with its ending. */
export function writtenFiles(question: string): string[] {
  return question.match(fileName) ?? [];
}

/** Of those, each that can only be a file: no link and no product. */
export function writtenDocuments(question: string): WrittenDocument[] {
  return [...question.matchAll(fileName)].flatMap(({ 0: file, index }) => {
    const before = question.slice(Math.max(0, index - 700), index);
    if (!documentEnding.test(file) || linkBefore.test(before)) return [];
    const after = question.slice(index + file.length);
    return [{ file, names: [...namesTo(file, before, after), file] }];
  });
}

/** The names with spaces that may end in a file's last word, the longest first. */
function namesTo(file: string, before: string, after: string): string[] {
  const quoted = quoteAfter.test(after) ? quoteBefore.exec(before)?.[1] : null;
  if (quoted) return [`${quoted}${file}`];
  const names: string[] = [];
  let name = file;
  let text = before;
  while (names.length < maxNameWords - 1) {
    const word = wordBefore.exec(text)?.[0];
    if (word === undefined || !isOfName(word.trim())) break;
    name = `${word}${name}`;
    names.unshift(name);
    text = text.slice(0, -word.length);
  }
  return names;
}

function isOfName(said: string): boolean {
  const word = said.toLowerCase();
  return !isEmptyWord(word) && !fileWords.has(word) && !askingWords.has(word);
}

/** Names said as in "the to do file": several words behind an article, also as one word, for "todo.md" is said so. */
export function filesSaidBefore(question: string): string[] {
  const words = plainWords(question).split(" ");
  const names = new Set<string>();
  for (const [end, word] of words.entries()) {
    if (!fileWords.has(word)) continue;
    for (let count = 2; count <= maxNameWords && count < end; count++) {
      if (!articles.has(words[end - count - 1] ?? "")) continue;
      const said = words.slice(end - count, end);
      names.add(said.join(" "));
      names.add(said.join(""));
    }
  }
  return [...names];
}

/** The one word before "file", as in "the report file"; null where nothing is said so. */
export function wordSaidBefore(question: string): string | null {
  const words = plainWords(question).split(" ");
  const at = words.findIndex(
    (word, end) =>
      fileWords.has(word) &&
      articles.has(words[end - 2] ?? "") &&
      isOfName(words[end - 1] ?? ""),
  );
  return at === -1 ? null : (words[at - 1] ?? null);
}

/** A question without the words such as "file" behind what is named so, as in "the report file". */
export function withoutFileWords(question: string): string {
  return question.replace(saidFile, "$1");
}

/** What stands before and behind a name, without a word such as "file" beside it: it stands for the name. */
export function cutFileWord(before: string, after: string): string {
  const [last = ""] =
    /(?<!\p{L})\p{L}{1,40}[\s"“„«‘']{0,40}$/u.exec(before.slice(-40)) ?? [];
  const [next = ""] = /^["“”»’']?\s+\p{L}+/u.exec(after.slice(0, 40)) ?? [];
  const isSaid = (text: string) => fileWords.has(plainWords(text));
  const start = isSaid(last) ? before.slice(0, -last.length) : before;
  const end = isSaid(next) ? after.slice(next.length) : after;
  return `${start} ${end}`;
}
