import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { cliOverFiles } from "../support/cli-over-files.ts";
import { jsonLines, runHearth } from "../support/hearth-process.ts";

const { folder, docs, hearth, json } = cliOverFiles();

const fileLine = z.object({
  type: z.literal("file"),
  path: z.string(),
  status: z.enum(["indexed", "unchanged", "skipped", "failed"]),
  pages: z.number().nullable(),
  chunks: z.number(),
  reason: z.string().nullable(),
});
const summaryLine = z.object({
  type: z.literal("summary"),
  indexed: z.number(),
  unchanged: z.number(),
  skipped: z.number(),
  failed: z.number(),
  chunks: z.number(),
  seconds: z.number(),
});

describe("index", () => {
  test("names every file once with what became of it, then the totals", async () => {
    const own = join(folder, "own");
    const { exitCode, lines } = await json("--data", own, "index", docs);
    expect(exitCode).toBe(0);
    const files = lines.slice(0, -1).map((line) => fileLine.parse(line));
    expect(files.map(({ path, status }) => [path, status]).sort()).toEqual([
      [join(docs, "lease.md"), "indexed"],
      [join(docs, "picture.png"), "skipped"],
      [join(docs, "sub/notes.txt"), "indexed"],
    ]);
    const skipped = files.find(({ status }) => status === "skipped");
    expect(skipped?.reason).toMatch(/^unsupported-type: ./);
    expect(summaryLine.parse(lines.at(-1))).toMatchObject({
      indexed: 2,
      unchanged: 0,
      skipped: 1,
      failed: 0,
      chunks: 2,
    });
  });

  test("a second time names what is unchanged, and a single file alone", async () => {
    const { lines } = await json("index", docs);
    expect(summaryLine.parse(lines.at(-1))).toMatchObject({
      indexed: 0,
      unchanged: 2,
      chunks: 2,
    });
    const one = await json("index", join(docs, "lease.md"));
    expect(one.lines).toHaveLength(2);
    expect(one.lines[0]).toMatchObject({
      path: join(docs, "lease.md"),
      status: "unchanged",
    });
  });

  test("a path that is not there is a failure that is named", async () => {
    const { exitCode, stdout, stderr } = await json(
      "index",
      join(docs, "nope"),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(join(docs, "nope"));
  });

  test("Ctrl-C stops it in order, and the same command goes on", async () => {
    const many = join(folder, "many");
    mkdirSync(many);
    // Enough work that a fast machine is still at it when the first file is named
    const count = 100;
    for (let index = 0; index < count; index += 1)
      writeFileSync(
        join(many, `${index}.md`),
        `# Number ${index}\n\n${"Some words of text. ".repeat(20_000)}`,
      );
    const own = join(folder, "interrupted");
    // By words: this much text takes minutes to embed
    await hearth("--data", own, "models", "use", "none", "--kind", "embedding");
    const args = ["--json", "--data", own, "index", many];
    const first = await runHearth(args, {}, (child) =>
      child.stdout?.once("data", () => child.kill("SIGINT")),
    );
    expect(first.exitCode).toBe(130);
    expect(first.stderr).toContain("run the same command again");
    const second = await runHearth(args);
    const { indexed, unchanged, failed } = summaryLine.parse(
      jsonLines(second.stdout).at(-1),
    );
    expect({
      exitCode: second.exitCode,
      total: indexed + unchanged,
      failed,
    }).toEqual({ exitCode: 0, total: count, failed: 0 });
  });
});
