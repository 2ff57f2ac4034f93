import { describe, expect, it } from "vitest";
import { questionWords, stemsOf } from "#core/evidence/question-words.ts";
import { stem } from "#core/words/stem.ts";
import { HeldTerms, questionTerms, termsOf } from "#core/words/terms.ts";

const held = (text: string, question: string): boolean[] => {
  const terms = new HeldTerms(termsOf(text));
  return [...questionTerms(question).keys()].map((term) => terms.has(term));
};

describe("the words of questions and texts", () => {
  it("meet in all their forms, where only plurals did", () => {
    expect(held("It must be signed.", "Who signs?")).toEqual([true]);
    expect(held("Subletting needs consent.", "Can I sublet?")).toEqual([true]);
    expect(held("Allergy: penicillin", "What am I allergic to?")).toEqual([
      true,
    ]);
    expect(held("Die Kündigung", "Welche Kündigungsfrist?")).toEqual([true]);
    expect(held("a dog", "dogs")).toEqual([true]);
    expect(held("It is given and taken.", "give, takes")).toEqual([true, true]);
    expect(held("even seven", "ever")).toEqual([false]);
  });

  it("with a digit are codes: node17 is neither node nor node171", () => {
    expect(stem("node17")).toBe("node17");
    expect(
      held("the node, node171 and node1", "Which role has node17?"),
    ).toEqual([false, false]);
  });

  // Would catch: the row of supplier B marked for C, because 14 is in 14,182.50 and a letter said nothing
  it("are numbers with their separators, and letters that name one of several", () => {
    const row = "| Supplier B | 3 | 14,182.50 |";
    expect(held(row, "Supplier C in month 14")).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(held(row, "14,182.50 of supplier B?")).toEqual([true, true, true]);
    expect([
      ...questionTerms("Do I pay Ann's rent to team A?").values(),
    ]).toEqual(["pay", "Ann", "rent", "team", "A"]);
    expect([...questionTerms("A lease. A dog? I’m Bo").values()]).toEqual([
      "lease",
      "dog",
      "Bo",
    ]);
  });

  it("are not the same for a beginning of four letters", () => {
    expect(held("The notion of a noticeboard", "a note")).toEqual([false]);
    expect(held("The rental", "rent")).toEqual([false]);
  });

  it("that say nothing are none, also in denials, and none fall back to them", () => {
    expect([...questionTerms("What am I not?").values()]).toEqual([]);
    expect([...questionTerms("How big is it, and how many?").values()]).toEqual(
      [],
    );
    expect([
      ...questionTerms("What happens if I don’t return my keys?").values(),
    ]).toEqual(["return", "keys"]);
    expect([...questionTerms("what is in it?").values()]).toEqual([]);
  });

  it("tell search and quotes the same", () => {
    const question = "What does it say about the rent?";
    expect(questionWords(question)).toEqual(["rent"]);
    expect([...questionTerms(question).keys()]).toEqual(["rent"]);
    expect(stemsOf("The rents").has("rent")).toBe(true);
  });

  it("of a script without spaces are said as they were written, not as pairs of signs", () => {
    const words = new Set(questionTerms("我的护照什么时候到期？").values());
    expect([...words]).toEqual(["我的护照什么时候到期"]);
  });
});
