import { plainWords } from "./name-words.ts";

/** A word that ends as a file does. */
const fileName =
  /[\p{L}\p{N}][\p{L}\p{N}_()&+.-]{0,120}\.[a-z\d]{2,5}(?![\p{L}\p{N}])/giu;
/** Endings of what people write and are sent; that of code is also that of products, such as "node.js". */
const documentEnding =
  /\.(?:pdf|docx?|odt|rtf|epub|xlsx?|ods|csv|tsv|pptx?|odp|md|txt|html?|eml|msg)$/iu;
const linkBefore = /\S{0,200}:\/\/\S{0,500}$/u;
const fileWords = new Set(
  "file document datei dokument fichier archivo documento".split(" "),
);
const articles = new Set(
  "the my our this that der die das dem mein meine meiner le la mon ma el mi".split(
    " ",
  ),
);
const maxNameWords = 5;

/** What a question writes as a file is named, with its ending. */
export function writtenFiles(question: string): string[] {
  return question.match(fileName) ?? [];
}

/** Of those, the first that can only be a file: no link and no product. */
export function writtenDocument(question: string): string | null {
  for (const { 0: file, index } of question.matchAll(fileName))
    if (
      documentEnding.test(file) &&
      !linkBefore.test(question.slice(Math.max(0, index - 700), index))
    )
      return file;
  return null;
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
