import { withoutPlural } from "./stem.ts";

/** The words of a text in lower case, without marks and without plural endings: what rankings count. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).map(
    withoutPlural,
  );
}
