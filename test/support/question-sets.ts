import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseCorpus } from "#core/evaluation/beir.ts";
import { sharedPath } from "./shared.ts";

const queryLine = z.object({ text: z.string() });
const questionLine = z.object({ question: z.string() });
const squad = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({
          context: z.string(),
          qas: z.array(z.object({ question: z.string() })),
        }),
      ),
    }),
  ),
});

export function queriesOf(set: string): string[] {
  return linesOf(sharedPath("data", "retrieval", set, "queries.jsonl")).map(
    (line) => queryLine.parse(JSON.parse(line)).text,
  );
}

export function aragogQuestions(): string[] {
  return linesOf(
    sharedPath("data", "questions", "aragog", "questions.jsonl"),
  ).map((line) => questionLine.parse(JSON.parse(line)).question);
}

/** Paragraphs, and questions that they answer. */
export function xquad(language: string): {
  paragraphs: string[];
  questions: string[];
} {
  const file = sharedPath(
    "data",
    "questions",
    "xquad",
    `xquad.${language}.json`,
  );
  const { data } = squad.parse(JSON.parse(readFileSync(file, "utf8")));
  const paragraphs = data.flatMap((article) => article.paragraphs);
  return {
    paragraphs: paragraphs.map(({ context }) => context),
    questions: paragraphs.flatMap(({ qas }) =>
      qas.map(({ question }) => question),
    ),
  };
}

/** Questions in languages that the English sets have not, the same number of each. */
export function foreignQuestions(count: number): string[] {
  const languages = ["de", "ru", "zh", "ar"].map((language) =>
    spread(xquad(language).questions, Math.ceil(count / 4)),
  );
  return languages.flat().slice(0, count);
}

/** Strings that say nothing: mashed keys, made-up words, signs, and made-up words in the form of a question. */
export function nonsense(count: number): string[] {
  const random = numbersFrom(7);
  const pick = (from: string) => from[Math.floor(random() * from.length)] ?? "";
  const repeat = (least: number, most: number, make: () => string) =>
    Array.from(
      { length: least + Math.floor(random() * (most - least + 1)) },
      make,
    );
  const mash = () =>
    repeat(4, 12, () => pick("qwertyuiopasdfghjklzxcvbnm")).join("");
  const word = () =>
    repeat(
      2,
      4,
      () => pick("bcdfghjklmnpqrstvwxz") + pick("aeiou") + pick("bdgklmnprst"),
    ).join("");
  const signs = () =>
    repeat(6, 25, () => pick("abcxyz0123456789!@#$%^&*()_+-=")).join("");
  const forms: (() => string)[] = [
    () => repeat(1, 6, mash).join(" "),
    () => repeat(2, 8, word).join(" "),
    signs,
    () => `What is the ${word()} of ${word()}?`,
    () => `How does ${word()} ${word()} the ${word()}?`,
  ];
  return Array.from(
    { length: count },
    (_, index) => forms[index % forms.length]?.() ?? "",
  );
}

/** A set as ordinary files: one a document. */
export function writeSet(library: string, to: string): void {
  if (library === "aragog")
    cpSync(sharedPath("data", "questions", "aragog", "pdf"), to, {
      recursive: true,
    });
  else if (library === "xquad")
    for (const [index, text] of [...new Set(xquad("en").paragraphs)].entries())
      writeFileSync(join(to, `${index + 1}.md`), `${text}\n`);
  else {
    const corpus = readFileSync(
      sharedPath("data", "retrieval", library, "corpus.jsonl"),
      "utf8",
    );
    for (const [index, { title, text }] of parseCorpus(
      corpus.split("\n"),
    ).entries())
      writeFileSync(
        join(to, `${index + 1}.md`),
        `${title.trim() === "" ? "" : `# ${title.trim()}\n\n`}${text}\n`,
      );
  }
}

export function spread<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from({ length: Math.min(count, items.length) }, (_, index) =>
    Math.floor((index * items.length) / count),
  ).flatMap((place) => items[place] ?? []);
}

/** The same numbers at every run. Source: Park and Miller's generator, 1988. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function linesOf(file: string): string[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
}

/** Nonsense as people type it, and what none of the sets answers: both were answered in a library of many kinds. */
export const typedNonsense: readonly string[] = [
  "asdf qwer zxcv",
  "blorf snarg wibble",
  "qqqqqq",
  "lorem florem gloorem dipsum",
  "xkcd hjkl yuio",
  "12345 98765",
  "grumbly flonkers zig the zag",
  "zzz",
  "purple monkey dishwasher",
  "the of and to",
  "???",
  "wug blick dax tove",
  "fnord",
  "hgfhgf jhgjhg",
  "colorless green ideas sleep furiously",
  "ABCDEFG",
  "skibidi rizz ohio",
  "kjasd92 ks8a7d",
  "florble the gronk",
  "aaaa bbbb cccc",
];
export const offTopic: readonly string[] = [
  "When is my dentist appointment?",
  "What is my sister's phone number?",
  "Who won the 2018 World Cup?",
  "How do I make sourdough bread?",
  "What is the boiling point of mercury?",
  "Where did I park the car?",
  "What is the rent of the flat in rue des Tanneurs?",
  "How many calories are in a banana?",
  "Who is the mayor of Lisbon?",
  "What is the best chess opening?",
  "Wie hoch ist die Miete?",
  "Welche K\u00fcndigungsfrist hat mein Vertrag?",
  "Quel est le num\u00e9ro de mon assurance auto ?",
  "\u00bfCu\u00e1ndo vence mi pasaporte?",
  "\u6211\u7684\u62a4\u7167\u4ec0\u4e48\u65f6\u5019\u5230\u671f\uff1f",
  "\u041a\u0430\u043a \u0437\u043e\u0432\u0443\u0442 \u043c\u043e\u0435\u0433\u043e \u0432\u0440\u0430\u0447\u0430?",
  "When does my passport expire?",
  "What is my blood type?",
  "How old is my cat?",
  "What did Anna say about the wedding?",
];
