import { z } from "zod";
import { AppError } from "#contract/errors.ts";

const corpusLine = z.object({
  _id: z.string(),
  title: z.string().default(""),
  text: z.string(),
});
const queryLine = z.object({ _id: z.string(), text: z.string() });

export interface CorpusDocument {
  id: string;
  title: string;
  text: string;
}

export interface Query {
  id: string;
  text: string;
}

/** Judged documents with their grades, by query. */
export type Judgements = Map<string, Map<string, number>>;

/** corpus.jsonl of a set in BEIR layout. @throws AppError invalid-request naming the line */
export function parseCorpus(lines: Iterable<string>): CorpusDocument[] {
  return [...jsonLines("corpus.jsonl", corpusLine, lines)].map(
    ({ _id, title, text }) => ({
      id: _id,
      title,
      text,
    }),
  );
}

/** queries.jsonl. @throws AppError invalid-request naming the line */
export function parseQueries(lines: Iterable<string>): Query[] {
  return [...jsonLines("queries.jsonl", queryLine, lines)].map(
    ({ _id, text }) => ({
      id: _id,
      text,
    }),
  );
}

/** qrels.tsv: query, document and grade, after a line of names. @throws AppError invalid-request naming the line */
export function parseJudgements(lines: Iterable<string>): Judgements {
  const judgements: Judgements = new Map();
  let number = 0;
  for (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    const [query = "", document = "", grade = ""] = line.trim().split("\t");
    if (number === 1 && !isGrade(grade)) continue;
    if (!isGrade(grade)) throw unreadable("qrels.tsv", number);
    const grades = judgements.get(query) ?? new Map<string, number>();
    grades.set(document, Number(grade));
    judgements.set(query, grades);
  }
  return judgements;
}

function isGrade(text: string): boolean {
  return /^-?\d+$/.test(text);
}

function* jsonLines<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
  lines: Iterable<string>,
): Generator<z.infer<Shape>> {
  let number = 0;
  for (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    yield parseLine(file, number, shape, line);
  }
}

function parseLine<Shape extends z.ZodType>(
  file: string,
  number: number,
  shape: Shape,
  line: string,
): z.infer<Shape> {
  try {
    return shape.parse(JSON.parse(line));
  } catch (error) {
    throw unreadable(file, number, error);
  }
}

function unreadable(file: string, line: number, cause?: unknown): AppError {
  return new AppError(
    "invalid-request",
    `Line ${line} of ${file} is not in BEIR layout.`,
    {
      advice: "A set holds corpus.jsonl, queries.jsonl and qrels.tsv.",
      params: { file, line },
      cause,
    },
  );
}
