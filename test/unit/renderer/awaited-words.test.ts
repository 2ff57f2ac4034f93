import { createInstance } from "i18next";
import { expect, it } from "vitest";
import type { ModelSummary } from "#contract/models.ts";
import { awaitedWords } from "../../../renderer/features/chat/awaited-words.ts";
import english from "../../../renderer/text/en.json" with { type: "json" };

// Would catch: "Looking in your files" for as long as a model loads
it("says that the model is started while it is", async () => {
  const t = await createInstance().init({
    lng: "en",
    resources: { en: { translation: english } },
  });
  const id = "m" as ModelSummary["id"];
  const turn = { model: { id, name: "Qwen" }, sources: [] };
  const words = (state: ModelSummary["state"]) =>
    awaitedWords(turn, [{ id, name: "Qwen", state }], t);
  expect(words("loading")).toBe("Starting Qwen");
  expect(words("loaded")).toBe("Looking in your files");
});
