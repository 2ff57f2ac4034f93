import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createNodeFiles } from "#native/files/node-files.ts";
import { requireThere } from "../../../electron/engine/require-there.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hearth-typed-"));
  await mkdir(join(folder, "empty"));
  await writeFile(join(folder, "note.md"), "x");
});
afterAll(() => rm(folder, { recursive: true }));

const check = (...names: string[]) =>
  requireThere(
    createNodeFiles({ dataFolder: join(folder, "data") }),
    names.map((name) => join(folder, name)),
    { signal: new AbortController().signal },
  );

test("a file, a folder and an empty folder are there; a mistyped one is refused by its name", async () => {
  await check("note.md", ".", "empty");
  await expect(check("note.md", "nite.md")).rejects.toMatchObject({
    code: "file-missing",
    params: { path: join(folder, "nite.md") },
  });
  await expect(check("note.md/below")).rejects.toMatchObject({
    code: "file-missing",
  });
});
