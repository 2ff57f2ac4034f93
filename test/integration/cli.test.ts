import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { searchHit } from "#contract/search.ts";
import { loopback } from "#pages/loopback.ts";
import { jsonLines, runHearth } from "../support/hearth-process.ts";
import { startHearth } from "../support/start-hearth.ts";

let folder: string;
let docs: string;
let data: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hearth-cli-"));
  docs = join(folder, "docs");
  data = join(folder, "data");
  mkdirSync(join(docs, "sub"), { recursive: true });
  writeFileSync(
    join(docs, "lease.md"),
    "# Lease\n\nThe lease ends on 31 March 2027.\n\n## Rent\n\nThe rent is 900 euros.\n",
  );
  writeFileSync(
    join(docs, "sub/notes.txt"),
    "The boiler was serviced by Ibsen.\n",
  );
  writeFileSync(
    join(docs, "picture.png"),
    Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
  );
  await hearth("index", docs);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command with the suite's data folder and no models but the built-in one. */
function hearth(...args: string[]) {
  return runHearth(["--data", data, ...args], {
    HEARTH_MODELS: join(folder, "models"),
  });
}

async function json(...args: string[]) {
  const result = await hearth("--json", ...args);
  return { ...result, lines: jsonLines(result.stdout) };
}

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

describe("search and extract", () => {
  const searched = z.object({
    query: z.string(),
    mode: z.enum(["keyword", "hybrid"]),
    hits: z.array(searchHit.omit({ foundBy: true, name: true })),
  });

  test("a hit is exactly the range that it names of the extracted text", async () => {
    const { lines, exitCode, stderr } = await json("search", "rent", "-k", "3");
    expect(exitCode).toBe(0);
    expect(stderr).toBe("");
    const { mode, hits } = searched.parse(lines[0]);
    expect(mode).toBe("hybrid");
    const [hit] = hits;
    expect(hit?.path).toBe(join(docs, "lease.md"));
    const extracted = await json("extract", join(docs, "lease.md"));
    const { text } = z.object({ text: z.string() }).parse(extracted.lines[0]);
    expect(text.slice(hit?.start, hit?.end)).toBe(hit?.text);
  });

  test("extract prints the shape, and for people the Markdown alone", async () => {
    const path = join(docs, "lease.md");
    const { lines } = await json("extract", path);
    expect(lines).toEqual([
      expect.objectContaining({
        path,
        mediaType: "text/markdown",
        pages: [],
        blocks: expect.arrayContaining([
          { kind: "heading", start: 0, end: 7, page: null, level: 1 },
        ]),
      }),
    ]);
    const plain = await hearth("extract", path);
    expect(plain.stdout).toMatch(/^# Lease\n/);
  });

  test("a file that can't be read is a failure with its code", async () => {
    const { exitCode, stdout, stderr } = await json(
      "extract",
      join(docs, "nope.md"),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("(file-missing)");
  });

  test("a passage is found by what it means, with the model that comes with Hearth", async () => {
    const { lines } = await json("search", "heating repair", "-k", "1");
    expect(searched.parse(lines[0]).hits[0]?.path).toBe(
      join(docs, "sub/notes.txt"),
    );
  });

  test("without an embedding model, as the person may choose, search is by words and says so", async () => {
    const own = join(folder, "words");
    const words = (...args: string[]) => json("--data", own, ...args);
    await words("models", "use", "none", "--kind", "embedding");
    await words("index", docs);
    const { lines, stderr } = await words("search", "rent");
    expect(searched.parse(lines[0]).mode).toBe("keyword");
    expect(stderr).toContain("No embedding model is in use");
    const semantic = await words("search", "rent", "--mode", "semantic");
    expect(semantic.stderr).toContain("(model-missing)");
  });

  test("workspaces don't see each other's documents", async () => {
    const other = join(folder, "other.md");
    writeFileSync(other, "# Zephyr\n\nOnly here.\n");
    await json("--workspace", "Other", "index", other);
    const here = await json("search", "zephyr");
    const there = await json("--workspace", "Other", "search", "zephyr");
    const pathsOf = (line: unknown) =>
      searched.parse(line).hits.map(({ path }) => path);
    expect(pathsOf(here.lines[0])).not.toContain(other);
    expect(pathsOf(there.lines[0])).toEqual([other]);
    const missing = await json("--workspace", "Nope", "search", "zephyr");
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toContain("(not-found)");
  });
});

describe("ask", () => {
  test("without a model the passages are the answer, part by part, and the last line has it whole", async () => {
    const { lines, exitCode } = await json("ask", "When does the lease end?");
    expect(exitCode).toBe(0);
    expect(lines.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["start", "sources", "quotes"]),
    );
    const finish = z
      .object({
        type: z.literal("finish"),
        reason: z.literal("complete"),
        answer: z.string(),
        citations: z.array(
          z.object({
            number: z.number(),
            path: z.string(),
            page: z.null(),
            start: z.number(),
            end: z.number(),
            text: z.string(),
          }),
        ),
        route: z.literal("passages"),
        timings: z.object({ totalMs: z.number() }),
      })
      .parse(lines.at(-1));
    expect(finish.answer).toContain("31 March 2027");
    expect(finish.citations[0]?.path).toBe(join(docs, "lease.md"));
    expect(finish.answer).toMatch(/^\[1\] \*\*lease\.md\*\*.*\n\n> /);
  });

  test("a model that is not there is a failure", async () => {
    const { exitCode, stderr } = await json(
      "ask",
      "Why?",
      "--model",
      "nope.gguf",
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/\(model-missing\)|\(file-missing\)/);
  });
});

test("doctor says what this computer has", async () => {
  const { lines, exitCode } = await json("doctor");
  expect(exitCode).toBe(0);
  expect(lines[0]).toMatchObject({
    versions: { hearth: expect.any(String), node: process.versions.node },
    devices: expect.any(Array),
    chosen: expect.objectContaining({ reason: expect.any(String) }),
    threads: [],
    data: {
      folder: data,
      documents: 4,
      indexed: 3,
      failed: 0,
      isHealthy: true,
      problems: [],
    },
  });
});

test("models: the built-in one is there for good, a file that is no model is refused", async () => {
  const { lines } = await json("models", "list");
  expect(lines[0]).toMatchObject({
    models: [{ id: "all-MiniLM-L6-v2", isBuiltIn: true, isSelected: true }],
  });
  const removed = await json("models", "remove", "all-MiniLM-L6-v2");
  expect(removed.stderr).toContain("(not-permitted)");
  const bad = join(folder, "bad.gguf");
  writeFileSync(bad, "no model".repeat(1000));
  const added = await json("models", "add", bad);
  expect(added.exitCode).toBe(1);
  expect(added.stderr).toMatch(/\(model-(damaged|not-supported)\)/);
  expect((await json("models", "remove", "nope")).exitCode).toBe(1);
});

test("serve: addresses work once, others are refused the data folder, and it ends in order", async () => {
  const dataFolder = join(folder, "served");
  const started = await startHearth({ dataFolder });
  try {
    expect(await redeem(started.url)).toBe(200);
    expect(await redeem(started.url)).toBe(403);
    expect(await redeem(await started.newUrl())).toBe(200);

    const other = await json("--data", dataFolder, "search", "x");
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain("(data-locked)");
    const beside = await json(
      "--data",
      dataFolder,
      "extract",
      join(docs, "lease.md"),
    );
    expect(beside.exitCode).toBe(0);
  } finally {
    await started.stop();
  }
  expect((await json("--data", dataFolder, "search", "x")).exitCode).toBe(0);
});

/** What the page of an address does with its token; the status that it is answered with. */
async function redeem(address: string): Promise<number> {
  const url = new URL(address);
  const answer = await fetch(new URL(loopback.sessionPath, url), {
    method: "POST",
    headers: {
      origin: url.origin,
      [loopback.tokenHeader]: url.searchParams.get("token") ?? "",
    },
  });
  return answer.status;
}
