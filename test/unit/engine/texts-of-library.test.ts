import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { textsOfLibrary } from "#engine/texts-of-library.ts";

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
    textsOfLibrary({
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
