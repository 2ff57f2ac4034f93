import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { appErrorFrom } from "#contract/errors.ts";
import type { Extractor } from "#core/ports/extractor.ts";
import type { WorkerProcess } from "#core/ports/workers.ts";
import {
  type ExtractHarness,
  extractHarness,
} from "../support/extract-worker.ts";
import { expectSound } from "../support/extraction-rules.ts";
import { fiveTypeFiles } from "../support/five-types.ts";
import { sharedFolder, sharedPath } from "../support/shared.ts";
import { makePdf, pdfColumn } from "../support/tiny-pdf.ts";

const signal = new AbortController().signal;
const codes = [
  "unsupported-type",
  "file-missing",
  "file-unreadable",
  "file-empty",
  "file-too-large",
  "file-damaged",
  "password-needed",
  "no-text",
  "too-expanded",
];
let folder = "";
let harness: ExtractHarness | null = null;

function start(
  options: Parameters<typeof extractHarness>[0] = {},
): ExtractHarness {
  harness = extractHarness(options);
  return harness;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hearth-extraction-"));
  const pages = Array.from({ length: 300 }, (_, index) =>
    pdfColumn([`This is page ${index + 1}.`], { x: 72, y: 700 }),
  );
  await writeFile(join(folder, "long.pdf"), makePdf(pages));
  await writeFile(join(folder, "short.txt"), "A few words.");
});
afterEach(() => harness?.extractor.dispose());
afterAll(() => rm(folder, { recursive: true }));

/** Every file ends with a sound extraction or a failure that a person can understand, and no worker dies of it. */
async function readAll(paths: readonly string[]): Promise<void> {
  const { extractor, started } = start();
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) {
    const outcome = await extractor
      .extract(path, { signal })
      .catch((error: unknown) => error);
    if (outcome instanceof Error)
      expect([path, appErrorFrom(outcome)?.code ?? outcome.stack]).toEqual([
        path,
        expect.toBeOneOf(codes),
      ]);
    // What was neither returned nor an Error fails in expectSound
    else expectSound(outcome as Awaited<ReturnType<typeof extractor.extract>>);
  }
  // A new process only where its memory had grown or after some hundred files
  expect(started.length).toBeLessThanOrEqual(1 + Math.ceil(paths.length / 50));
}

describe.skipIf(sharedFolder === null)(
  "real documents (needs ../shared)",
  () => {
    it.each(["docling", "pdfjs", "tika", "unstructured", "encodings"])(
      "%s: every file is read or refused by name",
      async (set) => {
        await readAll(fiveTypeFiles(set));
      },
    );

    it("hostile files: none crashes or hangs the worker", async () => {
      const at = sharedPath("data", "hostile");
      const names = readdirSync(at, {
        recursive: true,
        withFileTypes: true,
      }).filter((entry) => entry.isFile());
      await readAll(names.map((entry) => join(entry.parentPath, entry.name)));
    });
  },
);

describe("the worker", () => {
  it("reports each page as it reads", async () => {
    const { extractor } = start();
    const seen: (number | null)[] = [];
    const extraction = await extractor.extract(join(folder, "long.pdf"), {
      signal,
      onProgress: ({ page }) => seen.push(page),
    });
    expect(extraction.pages).toHaveLength(300);
    expect(seen.filter((page) => page !== null)).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    );
  });

  it("reads many small files in one process: starting another takes longer than hundreds of them", async () => {
    const { extractor, started } = start();
    for (let file = 0; file < 400; file += 1)
      await extractor.extract(join(folder, "short.txt"), { signal });
    expect(started).toHaveLength(1);
  });

  it("is ended when a file holds it up, and the next file is read by another", async () => {
    const { extractor, started } = start({ stuckWorkers: 1, silenceMs: 5_000 });
    const work = extractor.extract(join(folder, "short.txt"), { signal });
    await expect(work).rejects.toMatchObject({ code: "extraction-timeout" });
    expect(
      (await extractor.extract(join(folder, "short.txt"), { signal })).text,
    ).toBe("A few words.");
    expect(started).toHaveLength(2);
  });

  it("reads a file again when someone else killed it, for the file is not to blame", async () => {
    const { extractor, started } = start();
    const extraction = await extractor.extract(
      join(folder, "long.pdf"),
      endedAtPage3(started, "SIGKILL"),
    );
    expect(extraction.pages).toHaveLength(300);
    expect(started).toHaveLength(2);
  });

  it("names the file that it crashed with, and reads the next one", async () => {
    const { extractor, started } = start();
    const work = extractor.extract(
      join(folder, "long.pdf"),
      endedAtPage3(started, "SIGSEGV"),
    );
    await expect(work).rejects.toMatchObject({ code: "extraction-crashed" });
    expect(
      (await extractor.extract(join(folder, "short.txt"), { signal })).text,
    ).toBe("A few words.");
  });

  it("lets go of a stuck file as soon as the caller cancels", async () => {
    const { extractor, firstStarted } = start({ stuckWorkers: 1 });
    const controller = new AbortController();
    const work = extractor.extract(join(folder, "short.txt"), {
      signal: controller.signal,
    });
    await firstStarted;
    controller.abort(new Error("cancelled"));
    await expect(work).rejects.toThrow("cancelled");
    expect(
      (await extractor.extract(join(folder, "short.txt"), { signal })).text,
    ).toBe("A few words.");
  });

  it("reads one file after the other, and drops those cancelled while they wait", async () => {
    const { extractor } = start();
    const controller = new AbortController();
    const first = extractor.extract(join(folder, "long.pdf"), { signal });
    const second = extractor.extract(join(folder, "short.txt"), {
      signal: controller.signal,
    });
    controller.abort(new Error("cancelled"));
    await expect(second).rejects.toThrow();
    expect((await first).pages).toHaveLength(300);
  });

  // Would catch small files that share a call and then the fate of the process that was reading them
  it("reads small files that wait together each on its own, once their common call got stuck", async () => {
    const { extractor, started } = start({ stuckWorkers: 1, silenceMs: 5_000 });
    const small = { signal, isSmall: true };
    const missing = extractor.extract(join(folder, "none.txt"), small);
    const found = ["short.txt", "short.txt"].map((name) =>
      extractor.extract(join(folder, name), small),
    );
    await expect(missing).rejects.toMatchObject({ code: "file-missing" });
    expect((await Promise.all(found)).map(({ text }) => text)).toEqual([
      "A few words.",
      "A few words.",
    ]);
    expect(started).toHaveLength(2);
  });

  it("says what is not there and what is no file", async () => {
    const { extractor } = start();
    await expect(
      extractor.extract(join(folder, "none.pdf"), { signal }),
    ).rejects.toMatchObject({ code: "file-missing" });
    await expect(extractor.extract(folder, { signal })).rejects.toMatchObject({
      code: "file-unreadable",
    });
  });
});

/** Ends the first worker in the middle of its work. */
function endedAtPage3(
  started: readonly WorkerProcess[],
  end: NodeJS.Signals,
): Parameters<Extractor["extract"]>[1] {
  return {
    signal,
    onProgress: ({ page }) => {
      const { pid } = started[0] ?? {};
      if (page === 3 && started.length === 1 && typeof pid === "number")
        process.kill(pid, end);
    },
  };
}
