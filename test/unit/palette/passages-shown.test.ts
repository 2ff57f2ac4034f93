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

// Would catch: five passages about any boiler beside the one about its warranty, and one file six times
it("shows only passages with every word where there is one, and a file once", () => {
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
  expect(
    text.slice((found?.mark.start ?? 0) - 100, (found?.mark.end ?? 0) - 100),
  ).toBe("The boiler has a warranty.");
});
