/** Markdown's links and pictures as their words alone: `[words](target "title")` becomes `words`. */
export function withoutLinkTargets(markdown: string): string {
  const kept: string[] = [];
  let at = 0;
  let wordsFrom = 0;
  for (
    let middle = markdown.indexOf("](");
    middle !== -1;
    middle = markdown.indexOf("](", middle + 2)
  ) {
    const open = openingBracket(markdown, wordsFrom, middle);
    wordsFrom = middle + 1;
    const end = open === -1 ? null : targetEnd(markdown, middle + 2);
    if (end === null) continue;
    const isPicture = open > at && markdown[open - 1] === "!";
    kept.push(
      markdown.slice(at, isPicture ? open - 1 : open),
      markdown.slice(open + 1, middle),
    );
    at = end;
    wordsFrom = end;
  }
  return at === 0 ? markdown : `${kept.join("")}${markdown.slice(at)}`;
}

/** The first bracket of the line from `from` on with no closing one between it and `middle`; -1 for none. */
function openingBracket(text: string, from: number, middle: number): number {
  const part = text.slice(from, middle);
  const barrier = Math.max(part.lastIndexOf("]"), part.lastIndexOf("\n"));
  const open = part.indexOf("[", barrier + 1);
  return open === -1 ? -1 : from + open;
}

// Longer ones are no addresses; the bound keeps the work in proportion to the text
const maxTargetChars = 4000;

/** The end of a target with its title and bracket; null where it isn't one. */
function targetEnd(text: string, from: number): number | null {
  const target = /^(?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"\n]*")?\)/.exec(
    text.slice(from, from + maxTargetChars),
  )?.[0];
  return target === undefined ? null : from + target.length;
}
