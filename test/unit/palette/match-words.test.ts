import { describe, expect, it } from "vitest";
import { matchName, queryWords } from "#core/palette/match-words.ts";

const match = (query: string, name: string) =>
  matchName(name, queryWords(query));
const marked = (query: string, name: string) =>
  match(query, name).matches.map(({ start, end }) => name.slice(start, end));

describe("names", () => {
  it("are found by words in any order, unfinished, inside others and without their accents", () => {
    expect(marked("lease 2019", "2019-03 Lease, rue des Tanneurs.pdf")).toEqual(
      ["Lease", "2019"],
    );
    expect(marked("tann", "Lease, rue des Tanneurs.pdf")).toEqual(["Tann"]);
    expect(marked("kessel", "Heizkessel.pdf")).toEqual(["kessel"]);
    expect(marked("resume", "Résumé Ana.docx")).toEqual(["Résumé"]);
    expect(match("lease 2018", "2019-03 Lease.pdf").score).toBe(0);
  });

  it("forgive a letter that is wrong, missing, too many or swapped, and two in a long word", () => {
    for (const typed of ["waranty", "warrranty", "wraranty", "warramty"])
      expect(marked(typed, "Warranty boiler.pdf"), typed).toEqual(["Warranty"]);
    expect(marked("insurence contarct", "Insurance contract.pdf")).toEqual([
      "Insurance",
      "contract",
    ]);
    // Short words are what they are
    expect(match("tax", "Fax.pdf").score).toBe(0);
    expect(match("banana", "Warranty boiler.pdf").score).toBe(0);
  });

  it("rank what was typed exactly above what begins so, and that above a typo", () => {
    const exact = match("lease", "Lease.pdf").score;
    const begun = match("lease", "Leaseholders.pdf").score;
    const typo = match("lease", "Lesae.pdf").score;
    expect(exact).toBeGreaterThan(begun);
    expect(begun).toBeGreaterThan(typo);
    expect(typo).toBeGreaterThan(0);
  });
});
