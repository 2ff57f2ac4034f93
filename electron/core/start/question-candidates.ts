import type { Block } from "#contract/library.ts";
import { headingSections } from "#core/evidence/heading-sections.ts";

/** A question that a place of a document may answer. Offsets into its text, end exclusive. */
export interface QuestionCandidate {
  question: string;
  start: number;
  end: number;
}

const maxCandidates = 3;
const shortestBodyLetters = 60;
const longestHeading = 60;
const longestName = 60;
const deepestLevel = 4;
const shortestWord = 6;
/** Headings that every second document has: they ask for nothing in particular. */
const emptyHeadings = new Set(
  (
    "abstract acknowledgements acknowledgments annex appendix appendices author authors background bibliography " +
    "changelog conclusion conclusions contents copyright discussion foreword glossary index introduction license " +
    "links notes overview preface readme references results summary todo title usage"
  ).split(" "),
);

/**
 * Questions from the headings of a text; where it has none, from the words that it says most. At most three.
 * `questionAbout` asks for a topic in the person's language, with {name} and {topic} in it.
 */
export function questionCandidates(
  { name, questionAbout }: { name: string; questionAbout: string },
  text: string,
  blocks: readonly Block[],
): QuestionCandidate[] {
  if (name.length > longestName) return [];
  const about = (topic: string) =>
    questionAbout.replace(/\{(name|topic)\}/g, (_, place) =>
      place === "name" ? name : topic,
    );
  const sections = sectionsBelowHeadings(text, blocks).filter(
    ({ heading, body }) =>
      isTelling(heading, name) && letters(body) >= shortestBodyLetters,
  );
  const candidates =
    sections.length > 0
      ? spread(sections).map(({ heading, start, end }) => ({
          question: heading.endsWith("?") ? heading : about(heading),
          start,
          end,
        }))
      : frequentWords(text).map((word) => ({
          question: about(word),
          start: 0,
          end: text.length,
        }));
  return candidates.slice(0, maxCandidates);
}

interface Section {
  heading: string;
  body: string;
  start: number;
  end: number;
}

function sectionsBelowHeadings(
  text: string,
  blocks: readonly Block[],
): Section[] {
  return headingSections({ text, blocks }, { maxLevel: deepestLevel }).flatMap(
    ({ heading, body }) =>
      heading === null
        ? []
        : {
            heading: cleaned(
              text.slice(heading.start, heading.end).replace(/^#{1,6} /, ""),
            ),
            body: text.slice(body.start, body.end),
            start: heading.start,
            end: body.end,
          },
  );
}

/** Without its number, marks of Markdown and the links' targets. */
function cleaned(heading: string): string {
  return heading
    .replace(/\[([^[\]]{0,100})\]\([^()\s]{0,200}\)/g, "$1")
    .replace(/[*_`#\\]+/g, "")
    .replace(/^(?:\d{1,3}[.)]?){1,4} {1,4}/, "")
    .replace(/[\s:.;,]{1,10}$/, "")
    .trim();
}

function isTelling(heading: string, name: string): boolean {
  const bare = heading.toLowerCase();
  return (
    letters(heading) >= 4 &&
    heading.length <= longestHeading &&
    !emptyHeadings.has(bare) &&
    !name.toLowerCase().startsWith(bare)
  );
}

/** The first, one of the middle and one towards the end: each asks for another part. */
function spread<Item>(items: readonly Item[]): Item[] {
  const places = [0, items.length >> 1, items.length - 1];
  return [...new Set(places)].flatMap((at) => items[at] ?? []);
}

/** Long words that are said more than once, the most frequent first, as they are written the first time. */
function frequentWords(text: string): string[] {
  const counts = new Map<string, { word: string; count: number }>();
  for (const [word] of text.matchAll(/\p{L}{2,40}/gu)) {
    if (word.length < shortestWord) continue;
    const known = counts.get(word.toLowerCase());
    if (known === undefined) counts.set(word.toLowerCase(), { word, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()]
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count || b.word.length - a.word.length)
    .slice(0, maxCandidates)
    .map(({ word }) => word);
}

const letters = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;
