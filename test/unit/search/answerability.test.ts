import { describe, expect, it } from "vitest";
import { judge } from "#core/library/search/answerability.ts";
import { ChunkFeatures } from "#core/library/search/chunk-features.ts";
import { Vocabulary } from "#core/library/search/vocabulary.ts";
import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { hit } from "../../support/chat-harness.ts";

const filler = Array.from({ length: 40 }, (_, at) => `Filler ${at} of words.`);

/** Judges a question by one passage of this cosine, in a library of so many; strangers are .2 near, and one is .5 above. */
function judged(
  question: string,
  text: string,
  {
    similarity = 0.4,
    passages = 5_000,
    name = "a.md",
    ahead = [] as readonly string[],
    answering = null as number | null,
  } = {},
) {
  const vocabulary = new Vocabulary();
  vocabulary.libraryPassages = passages;
  for (const one of [...filler, text]) vocabulary.add(one);
  const own = hit(text, { name });
  const { documentId, start, end } = own;
  const chunkOf = (id: string, documentId: string, text: string) => ({
    id,
    documentId,
    text,
    start,
    end,
    headings: [],
    page: null,
    fileHash: "x",
    sensitivity: "normal" as const,
  });
  const found: ScoredChunk[] = [
    ...ahead.map((one, at) => chunkOf(`ahead ${at}`, `${at}`, one)),
    chunkOf("1", documentId, text),
  ].map((chunk) => ({ chunk, score: similarity }));
  const { answerability, isNear } = judge(
    {
      passages,
      distinctPassages: passages,
      vocabulary,
      meaning: { unrelated: 0.2, scale: 0.5, answering },
    },
    {
      question,
      similarityOf: () => similarity,
      words: [],
      meaning: found,
      features: new ChunkFeatures(),
      nameOf: () => name,
      hitOf: () => own,
    },
  );
  return { ...answerability, isNear: isNear(own) };
}

describe("whether a passage answers", () => {
  it("counts against it that no passage has any word of the question", () => {
    const text = "An old table of firearms.";
    const near = { similarity: 0.55 };
    expect(judged("skibidi rizz", text, near).answerable).toBe("no");
    expect(judged("words that are filler", text, near).answerable).toBe("yes");
  });

  it("refuses less in a small library, which says little of itself", () => {
    const text = "A flat of 62 m² on the third floor.";
    const question = "How big is the apartment?";
    const near = { similarity: 0.47 };
    expect(judged(question, text, { ...near, passages: 90 }).answerable).toBe(
      "yes",
    );
    expect(judged(question, text, near).answerable).toBe("no");
  });

  it("takes the words of a file's name as held", () => {
    const text = "2023, heating, 812, no";
    const name = "charges.csv";
    const { answerable, isNear } = judged("Which charges?", text, {
      similarity: 0.25,
      name,
    });
    expect(answerable).toBe("yes");
    expect(isNear).toBe(true);
    expect(judged("Which charges?", text, { similarity: 0.25 }).isNear).toBe(
      false,
    );
  });

  // Would catch: a library of leases, papers and receipts, all far from each other, by which every question seems near
  it("asks for more where the library would take for near what the model does nowhere", () => {
    const text = "An old table of firearms.";
    const asked = (answering: number | null, passages = 5_000) =>
      judged("firearms 17", text, {
        similarity: 0.4,
        passages,
        answering,
      }).answerable;
    expect(asked(null)).toBe("yes");
    expect(asked(0.5)).toBe("yes");
    expect(asked(0.9)).toBe("no");
    expect(asked(0.9, 90)).toBe("yes");
  });

  // Would catch: what answers passed over for the copies of something else that stand before it
  it("looks at so many passages that differ, whatever number of copies each has", () => {
    const text = "The charges are 120 euros.";
    const asked = (ahead: readonly string[]) =>
      judged("Which charges?", text, { similarity: 0.25, ahead });
    const copies = filler.slice(0, 15).flatMap((one) => [one, one, one]);
    expect(asked(copies)).toMatchObject({ answerable: "yes", isNear: true });
    expect(asked(filler).answerable).toBe("no");
  });

  it("says a question in a script without spaces once, not pair by pair", () => {
    const { words } = judged("我的护照什么时候到期？", "Nothing of it.");
    expect(words.map(({ word }) => word)).toEqual(["我的护照什么时候到期"]);
  });
});
