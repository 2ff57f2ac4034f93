import { endsInAbbreviation } from "#shared/abbreviation.ts";
import { finishedLength, plainText } from "./citations.ts";

const segmenter = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** The finished sentences of an answer that were not said yet, and how much of its plain text is said with them. */
export function spokenSentences(
  answer: string,
  options: { saidChars: number; isComplete: boolean },
): { sentences: string[]; saidChars: number } {
  const { saidChars, isComplete } = options;
  const plain = plainText(
    isComplete ? answer : answer.slice(0, finishedLength(answer)),
  );
  if (plain.length <= saidChars) return { sentences: [], saidChars };
  return {
    sentences: sentencesOf(plain.slice(saidChars)),
    saidChars: plain.length,
  };
}

function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { index, segment } of segmenter.segment(text)) {
    const end = index + segment.length;
    if (end < text.length && endsInAbbreviation(text, start, end)) continue;
    // A name such as my_file is said as words, not with its signs
    sentences.push(text.slice(start, end).replaceAll("_", " ").trim());
    start = end;
  }
  return sentences.filter((sentence) => sentence !== "");
}
