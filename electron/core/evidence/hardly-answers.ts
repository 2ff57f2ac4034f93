import type { TextUnit } from "./text-units.ts";

const referenceHeading =
  /^(?:[\dIVX]+[.)]?\s{1,4})?(?:references|bibliography|works cited|further reading|external links|see also|literature|literatur(?:verzeichnis)?|quellen|einzelnachweise|weblinks|références|bibliographie|referencias|bibliografía|riferimenti|参考文献)$/iu;
const entryMarks = [
  /\bet al\b/iu,
  /\b(?:In )?(?:Proc(?:eedings)?|Advances in|Conference|Workshop|Journal|Transactions|Press|arXiv|preprint)\b/u,
  /\b(?:doi|isbn|issn|pp\.|vol\.|retrieved|archived|accessed|url)\b/iu,
  /https?:\/\//iu,
  /\(?\b(?:1[5-9]|20)\d\d[a-z]?\)?[.,]/u,
  /\p{Lu}\.\s?(?:\p{Lu}\.|\p{Lu}\p{L}+,)/u,
];
const marksOfEntry = 3;
const endMark = /[.!…。！:;]/u;
const maxTitleChars = 200;
const titleShare = 0.75;

/** An entry of a list of literature or links. */
export function isReference(
  text: string,
  headings: readonly string[],
): boolean {
  if (headings.some((heading) => referenceHeading.test(heading.trim())))
    return true;
  const read = text.slice(0, 600);
  return entryMarks.filter((mark) => mark.test(read)).length >= marksOfEntry;
}

/** "The address is listed above": what is said stands elsewhere. */
const elsewhere =
  /\b(?:listed|given|shown|stated|specified|described|provided|set out|mentioned|as|see)\s(?:\S{1,20}\s)?(?:above|below|elsewhere)\b/iu;

/** A question, a caption or a line of contents: it names a thing and says nothing of it. */
export function isHardlyAnswer(text: string, kind: TextUnit["kind"]): boolean {
  if (kind !== "sentence" && kind !== "item") return false;
  const end = text.slice(-12);
  if (/[?？]["'”’)\]*_]{0,3}$/u.test(end)) return true;
  if (/[:：]["'”’)\]*_]{0,3}$/u.test(end)) return true;
  if (elsewhere.test(text)) return true;
  if (/[.·…]{4,}/u.test(text)) return true;
  return kind === "sentence" && text.length < 60 && !endMark.test(end);
}

/** The head of a page, say: nearly all its longer words begin with a capital. Never so in scripts without capitals. */
export function isTitle(text: string, kind: TextUnit["kind"]): boolean {
  if (kind !== "sentence" || text.length > maxTitleChars) return false;
  if (endMark.test(text.slice(-12))) return false;
  const words = text.match(/[\p{L}\p{M}]{4,}/gu) ?? [];
  const capital = words.filter((word) => /^\p{Lu}/u.test(word));
  return words.length >= 3 && capital.length >= titleShare * words.length;
}
