import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { searchHit } from "#contract/search.ts";
import { cliOverFiles } from "../support/cli-over-files.ts";

const { folder, docs, hearth, json } = cliOverFiles();

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

// Would catch: --everywhere looks in one workspace, or a hit can't be told to be of another
test("search and ask look in all workspaces when they are told to, and a hit names its own", async () => {
  const own = join(folder, "everywhere");
  const files = (name: string, text: string) => {
    const path = join(folder, `${name}.txt`);
    writeFileSync(path, text);
    return path;
  };
  const run = (...args: string[]) => json("--data", own, ...args);
  const quill = files("quill", "The quill of the heron is grey.\n");
  const anvil = files("anvil", "The anvil of the smith is black.\n");
  await run("index", quill);
  await run("--workspace", "Work", "index", anvil);
  const hits = z.object({
    hits: z.array(
      z.object({ path: z.string(), workspace: z.string().optional() }),
    ),
  });
  const search = async (...args: string[]) =>
    hits
      .parse(
        (await run("search", "colour of the anvil and the quill", ...args))
          .lines[0],
      )
      .hits.toSorted((a, b) => a.path.localeCompare(b.path));
  expect(await search()).toEqual([{ path: quill }]);
  expect(await search("--everywhere")).toEqual([
    { path: anvil, workspace: "Work" },
    { path: quill, workspace: "Documents" },
  ]);
  const citedBy = async (...args: string[]) =>
    z
      .object({ citations: z.array(z.object({ path: z.string() })) })
      .parse(
        (
          await run("ask", "What colour is the anvil of the smith?", ...args)
        ).lines.at(-1),
      )
      .citations.map(({ path }) => path);
  expect(await citedBy()).not.toContain(anvil);
  expect(await citedBy("--everywhere")).toContain(anvil);
});
