/** Text without Markdown and HTML marks, white space collapsed, in lower case. */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, " ")
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/^\s*(?:[-+*]|\d+\.)\s+(?:\[[ x]\]\s+)?/gm, " ")
    .replace(/^\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$/gm, " ")
    .replace(/[#*_`~|>\\]/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** 2·LCS/(a+b) over characters, LCS by Myers' difference: fast where the texts are alike. 1 for two empty texts. */
export function similarity(a: string, b: string): number {
  const total = a.length + b.length;
  if (total === 0) return 1;
  return 1 - distance(a, b) / total;
}

/** The fewest insertions and deletions that turn one into the other. */
function distance(a: string, b: string): number {
  const most = a.length + b.length;
  const furthest = new Int32Array(2 * most + 3);
  const middle = most + 1;
  for (let edits = 0; edits <= most; edits += 1) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = furthest[middle + diagonal + 1] ?? 0;
      const right = furthest[middle + diagonal - 1] ?? 0;
      let x =
        diagonal === -edits || (diagonal !== edits && right < down)
          ? down
          : right + 1;
      while (
        x < a.length &&
        x - diagonal < b.length &&
        a.charCodeAt(x) === b.charCodeAt(x - diagonal)
      )
        x += 1;
      furthest[middle + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return edits;
    }
  }
  return most;
}
