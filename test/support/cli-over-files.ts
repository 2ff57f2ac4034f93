import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { jsonLines, runHearth } from "./hearth-process.ts";

/** For a file of tests: the command line over two indexed files and a picture, in a folder of their own. */
export function cliOverFiles() {
  const folder = mkdtempSync(join(tmpdir(), "hearth-cli-"));
  const docs = join(folder, "docs");
  const data = join(folder, "data");

  /** Runs a command with this data folder and no models but the built-in one. */
  const hearth = (...args: string[]) =>
    runHearth(["--data", data, ...args], {
      HEARTH_MODELS: join(folder, "models"),
    });
  const json = async (...args: string[]) => {
    const result = await hearth("--json", ...args);
    return { ...result, lines: jsonLines(result.stdout) };
  };

  beforeAll(async () => {
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

  return { folder, docs, data, hearth, json };
}
