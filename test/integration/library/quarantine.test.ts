import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#contract/errors.ts";
import { IndexingHarness } from "../../support/indexing-harness.ts";
import { temporaryFolder } from "../../support/library-fixture.ts";
import { libraryState } from "../../support/library-state.ts";

describe("a text that ends Hearth itself", () => {
  const child = resolve(import.meta.dirname, "../../support/poison-child.ts");
  let temporary: ReturnType<typeof temporaryFolder>;
  let files: string;
  let dataFolder: string;

  beforeEach(() => {
    temporary = temporaryFolder();
    files = join(temporary.path, "files");
    dataFolder = join(temporary.path, "data");
    mkdirSync(files);
    mkdirSync(dataFolder);
  });
  afterEach(() => temporary.remove());

  /** Kills the process as soon as it hangs. Resolves with the last that it said. */
  function run(): Promise<string> {
    return new Promise((resolveRun) => {
      const started = fork(child, [dataFolder, files], {
        execArgv: [],
        stdio: ["ignore", "ignore", "inherit", "ipc"],
      });
      let last = "";
      started.on("message", (message) => {
        last = String(message);
        if (last === "poisoned") started.kill("SIGKILL");
      });
      started.on("exit", () => resolveRun(last));
    });
  }

  // Among others nobody knows which it was, and what they finish forgives: from then on it counts
  test.each([
    { others: 0, kills: 3 },
    { others: 12, kills: 4 },
  ])(
    "is left alone after three kills in a row while it is embedded, among $others others that are all indexed",
    { timeout: 120_000 },
    async ({ others, kills }) => {
      for (let number = 0; number < others; number += 1)
        writeFileSync(join(files, `fine-${number}.txt`), `Fine ${number}.`);
      const poison = join(files, "bad.txt");
      writeFileSync(poison, "This is poison.");
      for (let kill = 0; kill < kills; kill += 1)
        expect(await run()).toBe("poisoned");
      expect(await run()).toBe(`done ${others} 1`);
      const { documents } = await libraryState(dataFolder);
      expect(documents.get(poison)).toBe("failed 0 extraction-crashed");
      expect(
        [...documents.values()].filter((state) => state.startsWith("indexed")),
      ).toHaveLength(others);
    },
  );
});

describe("a text that ends the worker that embeds", () => {
  let at: IndexingHarness;
  beforeEach(() => {
    at = new IndexingHarness();
  });
  afterEach(() => at.close());

  // One among the others that were read with it, one alone, and after they were all indexed two in a row
  test("fails with its reason and advice after four deaths, holds up no other, and can be tried again", async () => {
    const { embed } = at.embedder;
    let deaths = 0;
    let isCured = false;
    at.embedder.embed = (texts, options) => {
      if (isCured || !texts.some((text) => text.includes("poison")))
        return embed(texts, options);
      deaths += 1;
      return Promise.reject(new AppError("worker-crashed", "It died."));
    };
    for (let number = 0; number < 10; number += 1)
      at.write(`fine-${number}.txt`);
    at.write("bad.txt", "This is poison.");
    expect(await at.addAll()).toMatchObject({ done: 11, failed: 1 });
    expect(deaths).toBe(4);
    const [bad] = at
      .listed()
      .documents.filter(({ status }) => status === "failed");
    expect(bad).toMatchObject({
      name: "bad.txt",
      reason: { code: "extraction-crashed", params: { attempts: 3 } },
    });
    expect(bad?.reason?.advice).toContain("try again");
    isCured = true;
    const { jobId } = at.fixture.library.retry({
      workspaceId: at.fixture.workspaceId,
      documentIds: [bad?.id ?? ""],
    });
    await at.fixture.reached(jobId, "done");
    expect(at.listed().counts).toMatchObject({ indexed: 11, failed: 0 });
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });
});
