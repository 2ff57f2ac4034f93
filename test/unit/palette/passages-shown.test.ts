import { expect, it } from "vitest";
import { notJudged, type SearchHit } from "#contract/search.ts";
import { passagesShown } from "#core/palette/passages-shown.ts";

const hit = (file: string, text: string): SearchHit => ({
  documentId: file as SearchHit["documentId"],
  name: file,
  path: file,
  page: null,
  start: 100,
  end: 100 + text.length,
  headings: [],
  score: 1,
  foundBy: "both",
  text,
});
const shown = (words: string[], ...hits: SearchHit[]) =>
  passagesShown(
    {
      query: "",
      mode: "hybrid",
      hits,
      considered: 9,
      answerability: notJudged,
      notices: [],
    },
    words,
    6,
  );

const markedIn = (one: ReturnType<typeof shown>[number] | undefined) =>
  one?.hit.text.slice(one.mark.start - 100, one.mark.end - 100);

// Would catch: five passages about any boiler beside the one about its warranty, and the same words twice
it("shows only passages with every word where there is one, and what overlaps once", () => {
  const boiler = hit("a", "The boiler is old.");
  const warranty = hit("b", "The boiler has a warranty.");
  expect(
    shown(
      ["boiler", "warranty"],
      boiler,
      warranty,
      hit("b", "The warranty of the boiler ends."),
    ).map((one) => one.hit),
  ).toEqual([warranty]);
  expect(
    shown(["boiler", "zeppelin"], boiler, warranty).map((one) => one.hit),
  ).toEqual([boiler, warranty]);
});

it("marks the sentence that is meant, not the whole passage", () => {
  const text = "First things first. The boiler has a warranty. And so on.";
  const [found] = shown(["warranty"], hit("a", text));
  expect(markedIn(found)).toBe("The boiler has a warranty.");
});

// Would catch: of the articles of one lease only the first can be reached, or a heading is marked in place of its words
it("a file's other passages stand beside its best, whether in one stretch of the index or in several", () => {
  const lease = hit(
    "lease",
    "# Lease\n\n## Article 7. Notice of the tenant\n\nThree months of notice. Notice is in writing.\n\n## Article 8. Rent\n\nIt is due monthly.\n\n## Article 9. The landlord\n\nNotice is six months.",
  );
  const later = { ...hit("lease", "Notice by letter."), start: 900, end: 917 };
  const fourth = { ...hit("lease", "No notice."), start: 990, end: 1000 };
  const found = shown(
    ["notice"],
    lease,
    hit("letter", "A notice."),
    later,
    fourth,
  );
  expect(found.map((one) => one.hit.documentId)).toEqual([
    "lease",
    "lease",
    "lease",
    "letter",
  ]);
  expect(found.slice(0, 2).map(markedIn)).toEqual([
    "Three months of notice.",
    "Notice is six months.",
  ]);
  expect(found[2]?.hit).toBe(later);
  expect(found[1]?.snippet).toBe(
    "Article 9. The landlord Notice is six months.",
  );
});

// Would catch: "notice" leads to an article that only names it, before those that are headed by it
it("of one passage the sections that are headed by it come first, then those that say it most", () => {
  const lease = hit(
    "lease",
    "# Lease\n\n## Article 6. Term\n\nNine years, but for notice.\n\n## Article 7. Rent\n\nDue without notice. A rise needs notice.\n\n## Article 8. Notice by the landlord\n\nSix months of notice.",
  );
  expect(shown(["notice"], lease).map(markedIn)).toEqual([
    "Six months of notice.",
    "Due without notice.",
    "Nine years, but for notice.",
  ]);
});

// Would catch: six files with three passages each, of which the last can't be seen
it("files come before more of the same file", () => {
  const files = Array.from({ length: 8 }, (_, file) =>
    [0, 500, 900].map((start) => ({
      ...hit(`file ${file}`, "A notice."),
      start,
      end: start + 9,
    })),
  ).flat();
  const found = shown(["notice"], ...files);
  expect(found).toHaveLength(9);
  expect(new Set(found.map((one) => one.hit.documentId)).size).toBe(6);
});
