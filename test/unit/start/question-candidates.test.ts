import { expect, it } from "vitest";
import type { Block } from "#contract/library.ts";
import { questionCandidates } from "#core/start/question-candidates.ts";

const questionAbout = "What does {name} say about “{topic}”?";
const candidates = (
  name: string,
  ...rest: [string, Parameters<typeof questionCandidates>[2]]
) => questionCandidates({ name, questionAbout }, ...rest);

/** The lines that are headings, as a reader of the format stored them. */
const headings = (text: string): Block[] =>
  [...text.matchAll(/^(#+) .*$/gm)].map((match) => ({
    kind: "heading",
    start: match.index,
    end: match.index + match[0].length,
    page: null,
    level: match[1]?.length ?? 1,
  }));

const body =
  "It is to be given three months before, by registered letter, to the address of the landlord.";

it("questions are made from headings that ask for something, without their numbers and marks", () => {
  const text = `# Lease\n\n${body}\n\n## 1. Introduction\n\n${body}\n\n## 4.2 **Notice** of [leaving](x)\n\n${body}\n\n## Empty\n\n## What does it cost?\n\n${body}`;
  const made = candidates("Lease.pdf", text, headings(text));
  expect(made.map(({ question }) => question)).toEqual([
    "What does Lease.pdf say about “Notice of leaving”?",
    "What does it cost?",
  ]);
  for (const { start, end } of made)
    expect(text.slice(start, end)).toContain("registered letter");
});

it("a text without headings is asked for the words that it says most", () => {
  const text = "The boiler hums. A warranty for the boiler; the warranty ends.";
  expect(candidates("a.txt", text, [])[0]?.question).toBe(
    "What does a.txt say about “warranty”?",
  );
  expect(candidates("a.txt", "One two three.", [])).toEqual([]);
});

it("takes no longer for a text of marks only", () => {
  for (const sign of ["#", "# ", "\n", "[", " ", "*", "_"])
    expect(candidates("a.txt", sign.repeat(30_000 / sign.length), [])).toEqual(
      [],
    );
});

// Would catch: a second look for `#` in the text, to which every comment of a script is a heading
it("a comment in a block of code is no heading", () => {
  const text = `# Guide to it\n\n${body}\n\n\`\`\`sh\n# install the needed packages first\n${body}\n\`\`\`\n`;
  const [first] = headings(text);
  expect(
    candidates("a.md", text, first === undefined ? [] : [first]).map(
      ({ question }) => question,
    ),
  ).toEqual(["What does a.md say about “Guide to it”?"]);
});

// Would catch: a sentence of the core's own, in English whatever the person's language
it("asks in the words that it is given, whatever the name and topic hold", () => {
  const text = `# Notice {name}\n\n${body}`;
  const [made] = questionCandidates(
    { name: "{topic} $1.md", questionAbout: "Was sagt {name} über „{topic}“?" },
    text,
    headings(text),
  );
  expect(made?.question).toBe("Was sagt {topic} $1.md über „Notice {name}“?");
});
