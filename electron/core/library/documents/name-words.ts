/** A name without the ending of its type. */
export const stemOf = (name: string) => name.replace(/\.[^.]{1,8}$/u, "");

/** The words of a name or a question, in lower case with single spaces between them: what names are compared by. */
export function plainWords(text: string): string {
  const words =
    text
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join(" ");
}

/** Every stretch of at most `most` words that stand together in plain words. */
export function stretchesOf(plain: string, most: number): string[] {
  const words = plain === "" ? [] : plain.split(" ");
  const stretches = new Set<string>();
  for (const start of words.keys())
    for (
      let end = start + 1;
      end <= Math.min(words.length, start + most);
      end++
    )
      stretches.add(words.slice(start, end).join(" "));
  return [...stretches];
}
