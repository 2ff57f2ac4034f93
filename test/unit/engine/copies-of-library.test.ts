import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { copiesOfLibrary } from "#engine/copies-of-library.ts";

const silent = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
};

// Would catch: a pasted text stays readable on the disk when its document is deleted, or when it never had one
test("a text is kept once, and deleted with its document, or at the start where it has none", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "hearth-texts-"));
  let tell: (paths: readonly string[]) => void = () => {};
  const library = {
    onDeleted: (listener: typeof tell) => {
      tell = listener;
      return () => {};
    },
  };
  const open = (...used: string[]) =>
    copiesOfLibrary({
      dataFolder,
      library,
      pathsInUse: () => new Set(used),
      log: silent,
    });
  const texts = await open();
  const kept = await texts.keep("The notice is three months.", "Pasted text");
  expect(await texts.keep("The notice is three months.", "Pasted text")).toBe(
    kept,
  );
  expect(readFileSync(kept, "utf8")).toBe("The notice is three months.");
  const orphan = await texts.keep("Another", "Pasted text");
  await open(kept);
  expect([existsSync(kept), existsSync(orphan)]).toEqual([true, false]);
  tell(["/elsewhere/letter.txt", kept]);
  expect(readdirSync(join(dataFolder, "texts"))).toEqual([]);
});

// Would catch: an internal error for a long Chinese name, or for a text that comes four times at once
test("a text with a long name in wide characters is kept, and so is one that comes several times at once", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "hearth-texts-"));
  const texts = await copiesOfLibrary({
    dataFolder,
    library: { onDeleted: () => () => {} },
    pathsInUse: () => new Set(),
    log: silent,
  });
  const paths = await Promise.all(
    Array.from({ length: 4 }, () => texts.keep("海象", "海".repeat(100))),
  );
  expect(new Set(paths).size).toBe(1);
  const [path = ""] = paths;
  expect(readFileSync(path, "utf8")).toBe("海象");
  expect(readdirSync(dirname(path))).toHaveLength(1);
});

// Would catch: a removed file stays whole in the inbox under `hearth remove` and on the desktop, which have no server
test("a file that a browser handed over goes with its document, and at the start where it has none", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "hearth-inbox-"));
  const inbox = join(dataFolder, "inbox");
  const [kept, orphan, part] = [
    "0123/letter.txt",
    "4567/a.txt",
    ".parts/b",
  ].map((name) => join(inbox, name)) as [string, string, string];
  for (const path of [kept, orphan, part]) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "The notice is three months.");
  }
  let tell: (paths: readonly string[]) => void = () => {};
  await copiesOfLibrary({
    dataFolder,
    library: {
      onDeleted: (listener) => {
        tell = listener;
        return () => {};
      },
    },
    pathsInUse: () => new Set([kept]),
    log: silent,
  });
  expect(readdirSync(inbox)).toEqual(["0123"]);
  tell(["/elsewhere/letter.txt", kept]);
  expect(readdirSync(inbox)).toEqual([]);
});
