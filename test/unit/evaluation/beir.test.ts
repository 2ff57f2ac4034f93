import { describe, expect, it } from "vitest";
import {
  parseCorpus,
  parseJudgements,
  parseQueries,
} from "#core/evaluation/beir.ts";

describe("sets in BEIR layout", () => {
  it("reads documents without a title and passes over blank lines", () => {
    const lines = [
      '{"_id":"1","text":"t"}',
      "",
      '{"_id":"2","title":"h","text":"u"}',
    ];
    expect(parseCorpus(lines)).toEqual([
      { id: "1", title: "", text: "t" },
      { id: "2", title: "h", text: "u" },
    ]);
  });

  it("reads judgements with and without a line of names, and carriage returns", () => {
    const body = ["1\t10\t2\r", "1\t11\t0", "2\t10\t1", ""];
    const expected = new Map([
      [
        "1",
        new Map([
          ["10", 2],
          ["11", 0],
        ]),
      ],
      ["2", new Map([["10", 1]])],
    ]);
    expect(parseJudgements(body)).toEqual(expected);
    expect(parseJudgements(["query-id\tcorpus-id\tscore", ...body])).toEqual(
      expected,
    );
  });

  it("names the line that is wrong", () => {
    expect(() => parseQueries(['{"_id":"1","text":"t"}', "{"])).toThrow(
      expect.objectContaining({
        code: "invalid-request",
        params: { file: "queries.jsonl", line: 2 },
      }),
    );
    expect(() => parseJudgements(["a\tb\tc", "1\t2\tx"])).toThrow(
      expect.objectContaining({ params: { file: "qrels.tsv", line: 2 } }),
    );
  });
});
