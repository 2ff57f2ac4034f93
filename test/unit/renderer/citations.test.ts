import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  finishedLength,
  plainText,
  splitCitations,
} from "../../../renderer/ui/answer/citations.ts";

const anyNumber = () => true;

describe("citations in an answer", () => {
  it("turns [1] and [1, 3] into numbers and leaves the words around them", () => {
    expect(
      splitCitations("Three months [1]. Or one [2, 4].", anyNumber),
    ).toEqual([
      { kind: "text", text: "Three months " },
      { kind: "citation", number: 1 },
      { kind: "text", text: ". Or one " },
      { kind: "citation", number: 2 },
      { kind: "citation", number: 4 },
      { kind: "text", text: "." },
    ]);
  });

  it("knows every marker that counts as a citation in the engine", () => {
    const numbers = splitCitations("[2-4] [^5] 【6】", anyNumber).flatMap(
      (piece) => (piece.kind === "citation" ? [piece.number] : []),
    );
    expect(numbers).toEqual([2, 3, 4, 5, 6]);
  });

  it("leaves brackets that name no source", () => {
    expect(splitCitations("In [2024] and [a] and [9]", (n) => n < 9)).toEqual([
      { kind: "text", text: "In [2024] and [a] and [9]" },
    ]);
  });

  it("loses no word of any text", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            // A digit after a bracket would be a marker too
            fc.string().filter((some) => !/[[【\d]/u.test(some)),
            fc.constantFrom("[1]", "[2, 3]", "[", "]", "("),
          ),
        ),
        (parts) => {
          const text = parts.join("");
          const words = splitCitations(text, anyNumber)
            .map((piece) => (piece.kind === "text" ? piece.text : ""))
            .join("");
          expect(words).toBe(text.replace(/\[(1|2, 3)\](?!\()/g, ""));
        },
      ),
    );
  });
});

describe("what is announced", () => {
  it("says an answer without its markers", () => {
    expect(
      plainText("## Notice\n\n- **three** months [1].\n```\ncode\n```"),
    ).toBe("Notice three months.");
  });

  it("ends with the last finished sentence, not in the middle of a number", () => {
    const text = "It costs 3.50 a day. And then it";
    expect(text.slice(0, finishedLength(text))).toBe("It costs 3.50 a day.");
    expect(finishedLength("not yet")).toBe(0);
  });
});
