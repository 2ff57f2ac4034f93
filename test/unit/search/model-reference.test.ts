import { expect, test } from "vitest";
import { AppError } from "#contract/errors.ts";
import { modelReference } from "#core/library/search/model-reference.ts";

const { signal } = new AbortController();

/** Each text a direction of its own, and its question at .6 to it and .1 to all others. */
function vectorOf(at: number, kind: "query" | "passage"): Float32Array {
  return Float32Array.from({ length: 9 }, (_, place) => {
    if (kind === "passage") return place === at ? 1 : 0;
    return place === at ? 0.6 : place === 8 ? 0.75 : 0.1;
  });
}

// Would catch: the measure of another model than the library's taken for granted, or of questions with wrong texts
test("seven tenths of the way from strangers to a question and its answer is an answer", async () => {
  const found = await modelReference(
    {
      embed: async (texts, { kind }) =>
        texts.map((_, at) => vectorOf(at, kind)),
    },
    { signal },
  );
  expect(found?.unrelated).toBe(0);
  expect(found?.answering).toBeCloseTo(0.1 + 0.7 * 0.5, 5);
});

// Would catch: a library without its model, searched by words, that is not measured at all
test("no model says nothing, and a mistake is not kept quiet", async () => {
  const failing = (error: Error) => ({ embed: () => Promise.reject(error) });
  const missing = new AppError("model-missing", "There is no model.");
  expect(await modelReference(failing(missing), { signal })).toBeNull();
  await expect(
    modelReference(failing(new TypeError("a mistake")), { signal }),
  ).rejects.toThrow("a mistake");
});
