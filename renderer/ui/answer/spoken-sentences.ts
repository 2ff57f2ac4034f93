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
  const sentences = [...segmenter.segment(plain.slice(saidChars))]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence !== "");
  return { sentences, saidChars: plain.length };
}
