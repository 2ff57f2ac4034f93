import { expect, test, vi } from "vitest";
import { ModelReferences } from "#core/library/search/model-reference.ts";

const { signal } = new AbortController();

/** Each text a direction of its own, and its question at .6 to it and .1 to all others. */
function vectorOf(at: number, kind: "query" | "passage"): Float32Array {
  return Float32Array.from({ length: 9 }, (_, place) => {
    if (kind === "passage") return place === at ? 1 : 0;
    return place === at ? 0.6 : place === 8 ? 0.75 : 0.1;
  });
}

const model = { id: "small", dimension: 9, maxTokens: 256 };
const embed = async (
  texts: readonly string[],
  { kind }: { kind: "query" | "passage" },
) => texts.map((_, at) => vectorOf(at, kind));

// Would catch: the measure of another model than the library's taken for granted, or of questions with wrong texts
test("seven tenths of the way from strangers to a question and its answer is an answer", async () => {
  const references = new ModelReferences({ model: async () => model, embed });
  const found = await references.ofModelInUse({ signal });
  expect(found?.unrelated).toBe(0);
  expect(found?.answering).toBeCloseTo(0.1 + 0.7 * 0.5, 5);
});

// Would catch: sixteen sentences embedded for each index that is searched, or one model's measure taken for another's
test("each model is measured once, and none while there is none", async () => {
  let inUse: typeof model | null = null;
  const embedding = vi.fn(embed);
  const references = new ModelReferences({
    model: async () => inUse,
    embed: embedding,
  });
  const calls = async () => {
    const found = await references.ofModelInUse({ signal });
    return [found === null, embedding.mock.calls.length];
  };
  expect(await calls()).toEqual([true, 0]);
  inUse = model;
  expect(await calls()).toEqual([false, 2]);
  expect(await calls()).toEqual([false, 2]);
  inUse = { ...model };
  expect(await calls()).toEqual([false, 4]);
});
