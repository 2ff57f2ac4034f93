import { createInstance } from "i18next";
import { expect, it } from "vitest";
import { finishWords } from "../../../renderer/features/library/finish-words.ts";
import english from "../../../renderer/text/en.json" with { type: "json" };

const format = { number: String };

// Would catch: a person is sent to files that nobody can do anything about, or these are not spoken of at all
it("says apart what needs the person and what could not be read", async () => {
  const i18n = createInstance();
  const t = await i18n.init({
    lng: "en",
    resources: { en: { translation: english } },
  });
  const counts = {
    total: 10,
    queued: 0,
    working: 0,
    indexed: 5,
    failed: 3,
    needYou: 1,
    skipped: 2,
  };
  expect(finishWords(counts, t, format)).toBe(
    "10 files are in: 5 searchable, 1 needs you, 2 could not be read, 2 skipped",
  );
  expect(finishWords({ ...counts, needYou: 3 }, t, format)).toBe(
    "10 files are in: 5 searchable, 3 need you, 2 skipped",
  );
});
