/**
 * Forty questions whose answers were looked up first (passage-questions.jsonl), asked without a language model over
 * the shared documents of the five types and the papers of aragog: whether the first quote, or one of the first three,
 * is of the right file and holds the phrase that answers; and whether that phrase is in what is marked as the answer.
 * Run: node test/eval/passage-answers.ts [DATA_FOLDER]; without one, the files are indexed first (minutes).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fiveTypeFiles } from "../support/five-types.ts";
import { jsonLines, runHearth } from "../support/hearth-process.ts";
import { sharedPath } from "../support/shared.ts";

interface Asked {
  question: string;
  /** The same text may be there more than once. */
  files: string[];
  /** Any of them answers. */
  phrases: string[];
}
interface Cited {
  path: string;
  start: number;
  text: string;
  number: number;
}
interface Quoted {
  number: number;
  answers: { start: number; end: number }[];
}

const environment = { HEARTH_MODELS: sharedPath("models") };
const [given] = process.argv.slice(2);
const data = given ?? mkdtempSync(join(tmpdir(), "hearth-questions-"));
const questions = readFileSync(
  join(import.meta.dirname, "passage-questions.jsonl"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Asked); // written beside this file

try {
  if (given === undefined) await index();
  let [first, inThree, marked, chars] = [0, 0, 0, 0];
  for (const asked of questions) {
    const { cited, quotes } = await ask(asked.question);
    const rank = cited.findIndex((quote) => answers(quote.text, quote, asked));
    if (rank === 0) first += 1;
    if (rank >= 0 && rank < 3) inThree += 1;
    const best = cited[0];
    const spans = quotes.find(({ number }) => number === best?.number)?.answers;
    if (
      best !== undefined &&
      spans?.some(({ start, end }) =>
        answers(
          best.text.slice(start - best.start, end - best.start),
          best,
          asked,
        ),
      )
    )
      marked += 1;
    chars += cited.slice(0, 3).reduce((sum, { text }) => sum + text.length, 0);
    if (rank !== 0)
      console.log(
        `${rank === -1 ? "missed" : `quote ${rank + 1}`}: ${asked.question} (${asked.files[0]}); first: ${basename(best?.path ?? "nothing")}, ${JSON.stringify(best?.text.slice(0, 160) ?? "")}`,
      );
  }
  console.log(
    `${questions.length} questions: first quote right ${first}, in the first three ${inThree}, missed ${questions.length - inThree}; phrase inside the marked sentence of the first quote ${marked}; ${Math.round(chars / questions.length)} characters in the first three quotes`,
  );
} finally {
  if (given === undefined) rmSync(data, { recursive: true, force: true });
}

async function index(): Promise<void> {
  const papers = sharedPath("data", "questions", "aragog", "pdf");
  const { exitCode, stderr } = await runHearth(
    [
      "index",
      ...fiveTypeFiles("docling", "pdfjs", "tika", "unstructured"),
      ...readdirSync(papers).map((name) => join(papers, name)),
      "--data",
      data,
    ],
    environment,
  );
  if (exitCode !== 0) console.log(stderr.slice(-1000));
}

async function ask(
  question: string,
): Promise<{ cited: Cited[]; quotes: Quoted[] }> {
  const { stdout } = await runHearth(
    ["ask", question, "--model", "none", "--json", "--data", data],
    environment,
  );
  const parts = jsonLines(stdout);
  const part = (type: string) => parts.find((one) => one["type"] === type);
  // The shapes are the documented ones of `ask --json`
  return {
    cited: (part("finish")?.["citations"] ?? []) as Cited[],
    quotes: (part("quotes")?.["quotes"] ?? []) as Quoted[],
  };
}

function answers(text: string, { path }: Cited, asked: Asked): boolean {
  const read = plain(text);
  return (
    asked.files.includes(basename(path)) &&
    asked.phrases.some((phrase) => read.includes(plain(phrase)))
  );
}

function plain(text: string): string {
  return text.replaceAll("\\", "").replace(/\s+/gu, " ").toLowerCase();
}
