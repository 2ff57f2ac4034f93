import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jsonLines, runHearth } from "../support/hearth-process.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-eval-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function evaluate(set: string, mode: string) {
  const result = await runHearth(
    [
      "--data",
      join(folder, "data"),
      "--json",
      "eval",
      "retrieval",
      set,
      "--mode",
      mode,
    ],
    { HEARTH_MODELS: join(folder, "models") },
  );
  return { ...result, lines: jsonLines(result.stdout) };
}

test("eval retrieval measures a set in BEIR layout", async () => {
  const set = join(folder, "tiny");
  mkdirSync(set);
  const lines = (values: object[]) =>
    values.map((value) => `${JSON.stringify(value)}\n`).join("");
  writeFileSync(
    join(set, "corpus.jsonl"),
    lines([
      {
        _id: "d/1",
        title: "Wings",
        text: "The lift of a wing in a slipstream.",
      },
      {
        _id: "d/2",
        title: "Heat",
        text: "Conduction of heat in composite slabs.",
      },
      { _id: "d/3", title: "", text: "Buckling of thin cylindrical shells." },
    ]),
  );
  writeFileSync(
    join(set, "queries.jsonl"),
    lines([
      { _id: "1", text: "lift of wings" },
      { _id: "2", text: "cylindrical shells" },
    ]),
  );
  writeFileSync(
    join(set, "qrels.tsv"),
    "query-id\tcorpus-id\tscore\n1\td/1\t1\n2\td/3\t1\n",
  );
  const { lines: printed, exitCode } = await evaluate(set, "keyword");
  expect(exitCode).toBe(0);
  expect(printed).toEqual([
    expect.objectContaining({
      set: "tiny",
      mode: "keyword",
      queries: 2,
      ndcg10: 1,
      map: 1,
      recall10: 1,
      recall100: 1,
      queryMs: { p50: expect.any(Number), p95: expect.any(Number) },
    }),
  ]);
  const semantic = await evaluate(set, "semantic");
  expect(semantic.lines).toMatchObject([{ mode: "semantic", ndcg10: 1 }]);
});
