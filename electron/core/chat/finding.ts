import type { SearchHit } from "#contract/search.ts";
import type { Source } from "#contract/turns.ts";
import { questionWords } from "#core/evidence/question-words.ts";

/** "And the rent?" says too little to be searched for: then the question before it is searched for with it. */
export function searchQuery({
  question,
  previousQuestion,
}: {
  question: string;
  previousQuestion: string | null;
}): string {
  return previousQuestion !== null && questionWords(question).length <= 2
    ? `${previousQuestion} ${question}`
    : question;
}

/** The ranking as sources: the first `used` of them are what the answer is made from. */
export function numbered(hits: readonly SearchHit[], used: number): Source[] {
  return hits.map((hit, index) => ({
    ...hit,
    number: index + 1,
    rank: index + 1,
    isUsed: index < used,
  }));
}
