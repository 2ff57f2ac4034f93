import { expect, it } from "vitest";
import { cutAt } from "../../../renderer/ui/middle-cut.tsx";

const parts = (text: string) => {
  const characters = [...text];
  const at = cutAt(characters);
  return [characters.slice(0, at).join(""), characters.slice(at).join("")];
};

// Would catch: names cut in the middle of a word, which a screen reader says as two
it("cuts a name between words, else after a sign, and only where it must inside a word", () => {
  expect(parts("What notice must I give to leave the flat")).toEqual([
    "What notice must I give to ",
    "leave the flat",
  ]);
  expect(parts("annual_report_of_the_company_2023.pdf")).toEqual([
    "annual_report_of_the_",
    "company_2023.pdf",
  ]);
  expect(parts("x".repeat(40))[1]).toHaveLength(12);
  expect(parts("Lease.pdf")).toEqual(["Lease.pdf", ""]);
});
