import i18next from "i18next";
import { expect, test } from "vitest";
import en from "../../../renderer/text/en.json" with { type: "json" };
import { endWords } from "../../../renderer/ui/answer/end-words.ts";

test("an answer that was stopped before its first word kept nothing, and says so", async () => {
  const t = await i18next.createInstance().init({
    lng: "en",
    resources: { en: { translation: en } },
  });
  expect(endWords(t, { reason: "stopped", answer: "" })).toBe(
    "Stopped before anything was written.",
  );
  expect(endWords(t, { reason: "stopped", answer: "The rent" })).toBe(
    "Stopped. What was written stays.",
  );
  expect(endWords(t, { reason: "length", answer: "The" })).not.toBe("");
  expect(endWords(t, { reason: "complete", answer: "The rent." })).toBe("");
  expect(endWords(t, { reason: "nothing-found", answer: "" })).toBe("");
});
