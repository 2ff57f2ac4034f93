/** What kind of thing a question asks for, where its words say so. */
export type AskedFact = "figure" | "name" | null;

const figureQuestions = [
  /\bhow (?:many|much|long|big|large|old|tall|high|far|often|fast|late|soon)\b/iu,
  /^\W{0,3}(?:since |until |by )?when\b(?!.{1,200}, (?:what|who|which|how|why)\b)/iu,
  /\b(?:what|which|whose|by what|on which|at what|in what)\b.{0,60}\b(?:numbers?|dates?|years?|days?|times?|ages?|sizes?|rates?|prices?|costs?|amounts?|sums?|salar(?:y|ies)|fees?|percentages?|percent|shares?|readings?|weights?|heights?|lengths?|widths?|area|distances?|speeds?|temperatures?|scores?|totals?|codes?|periods?|duration|deadline|telephone|phone)\b/iu,
  /\b(?:wie ?viele?|wie (?:lange|groß|alt|hoch|weit|oft)|wann|combien|quand|cuánt[oa]s?|cuándo)\b/iu,
];
/** What a figure is asked for by and itself stands for: "three months" is a period. */
export const figureWords =
  "date year day time age size rate price cost amount sum period duration deadline long much many big old";
const nameQuestions =
  /\b(?:who|whom|whose|wer|wem|wen|wessen|quién|quiénes)\b|(?:^|\s)qui\s/iu;

/** A figure or date, or a name; null where a question asks for neither, or for what its words don't tell. */
export function askedFact(question: string): AskedFact {
  const asked = question.slice(0, 1_000);
  if (figureQuestions.some((pattern) => pattern.test(asked))) return "figure";
  return nameQuestions.test(asked) ? "name" : null;
}

const figures =
  /\d[\d.,:/\u00a0 -]*|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million|half|twice|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|deux|trois|quatre|cinq|six|dos|tres|cuatro|cinco)\b/giu;

/** Whether a text holds such a fact that the question doesn't hold itself. */
export function holdsFact(
  text: string,
  fact: AskedFact,
  question: string,
): boolean {
  const read = text.slice(0, 2_000);
  const asked = question.toLowerCase();
  if (fact === "figure")
    return [...read.matchAll(figures)].some(
      ([figure]) => !asked.includes(figure.trim().toLowerCase()),
    );
  if (fact === "name")
    // Not the capital that a sentence begins with
    return [...read.matchAll(/(?<=[\p{L}\p{N},:] )\p{Lu}\p{L}+/gu)].some(
      ([name]) => !asked.includes(name.toLowerCase()),
    );
  return false;
}
