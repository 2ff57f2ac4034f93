import { expect, it } from "vitest";
import { questionCandidates } from "#core/start/question-candidates.ts";

const body =
  "It is to be given three months before, by registered letter, to the address of the landlord.";

it("questions are made from headings that ask for something, without their numbers and marks", () => {
  const text = `# Lease\n\n${body}\n\n## 1. Introduction\n\n${body}\n\n## 4.2 **Notice** of [leaving](x)\n\n${body}\n\n## Empty\n\n## What does it cost?\n\n${body}`;
  const made = questionCandidates("Lease.pdf", text);
  expect(made.map(({ question }) => question)).toEqual([
    "What does Lease.pdf say about “Notice of leaving”?",
    "What does it cost?",
  ]);
  for (const { start, end } of made)
    expect(text.slice(start, end)).toContain("registered letter");
});

it("a text without headings is asked for the words that it says most", () => {
  const text = "The boiler hums. A warranty for the boiler; the warranty ends.";
  expect(questionCandidates("a.txt", text)[0]?.question).toBe(
    "What does a.txt say about “warranty”?",
  );
  expect(questionCandidates("a.txt", "One two three.")).toEqual([]);
});

it("takes no longer for a text of marks only", () => {
  for (const sign of ["#", "# ", "\n", "[", " ", "*", "_"])
    expect(
      questionCandidates("a.txt", sign.repeat(30_000 / sign.length)),
    ).toEqual([]);
});
