import { createInstance } from "i18next";
import { expect, it } from "vitest";
import type { ModelSummary } from "#contract/models.ts";
import type { Source } from "#contract/turns.ts";
import english from "../../../renderer/text/en.json" with { type: "json" };
import { awaitedWords } from "../../../renderer/ui/answer/awaited-words.ts";
import { fakeSources } from "../../support/fake-answers.ts";

// Would catch: "Looking in your files" for as long as a model loads
it("says that the model is loaded while it is, and what was found meanwhile", async () => {
  const t = await createInstance().init({
    lng: "en",
    resources: { en: { translation: english } },
  });
  const id = "m" as ModelSummary["id"];
  const words = (state: ModelSummary["state"], sources: Source[] = []) =>
    awaitedWords(
      { model: { id, name: "Qwen" }, sources },
      [{ id, name: "Qwen", state }],
      t,
    );
  const found = fakeSources();
  const waiting = found.map((source) => ({ ...source, isUsed: false }));
  expect(words("loading", waiting)).toBe("Loading Qwen");
  expect(words("loaded")).toBe("Looking in your files");
  expect(words("loaded", waiting)).toBe(`Found ${found.length} passages`);
  expect(words("loaded", found)).toMatch(/^Reading \d+ passages$/);
});
