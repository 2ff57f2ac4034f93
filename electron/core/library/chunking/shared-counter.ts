import type { CountTokens } from "./token-counter.ts";

interface Asked {
  texts: readonly string[];
  resolve: (counts: number[]) => void;
  reject: (error: unknown) => void;
}

/**
 * One counter for documents that are cut side by side: what they ask for while a count is under way goes together in
 * the next, for each is a message to another process. A failure is told to all who asked in it.
 */
export function sharedCounter(countTokens: CountTokens): CountTokens {
  let waiting: Asked[] = [];
  let isCounting = false;
  const countWaiting = async () => {
    isCounting = true;
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      try {
        const counts = await countTokens(asked.flatMap(({ texts }) => texts));
        let from = 0;
        for (const { texts, resolve } of asked) {
          resolve(counts.slice(from, from + texts.length));
          from += texts.length;
        }
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    isCounting = false;
  };
  return (texts) =>
    new Promise((resolve, reject) => {
      waiting.push({ texts, resolve, reject });
      if (!isCounting) void countWaiting();
    });
}
