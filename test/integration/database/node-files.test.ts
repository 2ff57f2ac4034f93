import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createNodeFiles } from "#native/files/node-files.ts";
import { temporaryFolder } from "../../support/library-fixture.ts";

let temporary: ReturnType<typeof temporaryFolder>;
let root: string;
const { signal } = new AbortController();

beforeEach(() => {
  temporary = temporaryFolder();
  root = join(temporary.path, "root");
  for (const folder of ["", "sub", ".hidden", "node_modules", "data"])
    mkdirSync(join(root, folder));
  for (const name of [
    "b.txt",
    "a.txt",
    ".secret",
    "~$open.docx",
    "sub/c.txt",
    ".hidden/d.txt",
    "node_modules/e.js",
    "data/hearth.db",
  ])
    writeFileSync(join(root, name), name);
  writeFileSync(join(temporary.path, "outside.txt"), "outside");
  symlinkSync(join(temporary.path, "outside.txt"), join(root, "leads-out.txt"));
  symlinkSync(root, join(root, "sub", "loop"));
});

afterEach(() => temporary.remove());

function files() {
  return createNodeFiles({ dataFolder: join(root, "data") });
}

async function walked(...paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const one of files().walk(paths, { signal }))
    found.push(
      "facts" in one
        ? one.facts.path.replace(`${temporary.path}/`, "")
        : `error ${one.path.replace(`${temporary.path}/`, "")}`,
    );
  return found;
}

test("a folder gives its files in order, without hidden ones, tools' folders, links and Hearth's own data", async () => {
  expect(await walked(root)).toEqual([
    "root/a.txt",
    "root/b.txt",
    "root/sub/c.txt",
  ]);
});

test("what is named itself always counts, and everything counts once", async () => {
  expect(
    await walked(join(root, ".secret"), join(root, "sub"), root, `${root}/`),
  ).toEqual(["root/.secret", "root/sub/c.txt", "root/a.txt", "root/b.txt"]);
});

test("what can't be read is an item, not the end", async () => {
  expect(await walked(join(root, "missing"), join(root, "a.txt"))).toEqual([
    "error root/missing",
    "root/a.txt",
  ]);
});

test("a folder without permission is an item", async () => {
  chmodSync(join(root, "sub"), 0o000);
  const restore = asOrdinaryUser();
  expect(await walked(root)).toEqual([
    "root/a.txt",
    "root/b.txt",
    "error root/sub",
  ]);
  restore();
  chmodSync(join(root, "sub"), 0o700);
});

/** Root may read everything: as root the folders are opened to "nobody", who looks. Returns how to be root again. */
function asOrdinaryUser(): () => void {
  if (process.getuid?.() !== 0) return () => undefined;
  const nobody = 65_534;
  for (const path of [temporary.path, root]) chmodSync(path, 0o755);
  process.seteuid?.(nobody);
  return () => process.seteuid?.(0);
}

/** As old archives have them: in Latin-1, so that two names come out as the same text. Apple's file system refuses them. */
test.runIf(process.platform === "linux")(
  "names that are no valid UTF-8 are an item each, also where they read alike, and cost no other file",
  async () => {
    for (const letter of [0xe8, 0xe9]) {
      const name = Buffer.concat([
        Buffer.from(`${root}/caf`),
        Buffer.of(letter),
      ]);
      writeFileSync(Buffer.concat([name, Buffer.from(".txt")]), "coffee");
      mkdirSync(name);
    }
    // A name that holds this sign itself is text, also where the others read like it
    const signs = ["caf\uFFFD", "odd\uFFFD"];
    for (const name of signs) writeFileSync(join(root, `${name}.txt`), "odd");
    const [alike, others] = [await walked(root), ["a", "b", ...signs]];
    expect(alike.slice(0, 4).sort()).toEqual([
      "error root/caf\\xE8",
      "error root/caf\\xE8.txt",
      "error root/caf\\xE9",
      "error root/caf\\xE9.txt",
    ]);
    expect(alike.slice(4)).toEqual([
      ...others.map((name) => `root/${name}.txt`),
      "root/sub/c.txt",
    ]);
  },
);

test("hashes are SHA-256 of the whole, also of an empty file and of one longer than a piece", async () => {
  for (const content of ["", "some words", "long ".repeat(500_000)]) {
    const path = join(root, "hashed");
    writeFileSync(path, content);
    expect(await files().hash(path, { signal })).toBe(
      createHash("sha256").update(content).digest("hex"),
    );
  }
});

test("facts are null for what is no file, and there is room on the disk", async () => {
  expect(await files().facts(join(root, "missing"))).toBeNull();
  expect(await files().facts(join(root, "a.txt", "below-a-file"))).toBeNull();
  expect(await files().facts(root)).toBeNull();
  expect(await files().facts(join(root, "a.txt"))).toMatchObject({
    sizeBytes: 5,
  });
  expect(await files().freeBytes()).toBeGreaterThan(0);
});

test("aborting ends a walk", async () => {
  const controller = new AbortController();
  const walking = (async () => {
    for await (const _ of files().walk([root], { signal: controller.signal }))
      controller.abort(new Error("enough"));
  })();
  await expect(walking).rejects.toThrow("enough");
});
