import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type CorpusDocument, parseCorpus } from "#engine/evaluation.ts";

const madeUpDocuments = 1_400;
const wordsOfDocument = 150;
const words =
  "wing flow heat shock layer boundary pressure speed plate body wave angle theory result method test surface supersonic laminar transfer equation solution number ratio effect model velocity stream jet nozzle".split(
    " ",
  );

/** The documents of a set in BEIR layout that hold any text; without a set, made-up abstracts, the same each time. */
export async function documentsOf(
  set: string | null,
): Promise<CorpusDocument[]> {
  if (set !== null)
    return parseCorpus(
      (await readFile(join(set, "corpus.jsonl"), "utf8")).split("\n"),
    ).filter(({ title, text }) => `${title}${text}`.trim() !== "");
  return Array.from({ length: madeUpDocuments }, (_, number) => ({
    id: String(number),
    title: `Abstract ${number}`,
    text: madeUpText(number),
  }));
}

function madeUpText(seed: number): string {
  // https://en.wikipedia.org/wiki/Linear_congruential_generator
  let state = seed * 2_654_435_761 + 1;
  return Array.from({ length: wordsOfDocument }, () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return words[Math.floor((state / 2 ** 32) * words.length)];
  }).join(" ");
}
