import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
/** What core must not reach without an import: each a use of it. */
const foreign: Record<string, string> = {
  process: "process.env",
  Buffer: "Buffer.alloc(1)",
  setTimeout: "setTimeout(() => undefined, 1)",
  fetch: 'fetch("https://example.org")',
  document: "document.title",
  console: 'console.log("")',
};

let folder: string;
let output: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hearth-core-"));
  for (const [name, use] of Object.entries(foreign))
    writeFileSync(join(folder, `${name}.ts`), `export const probe = ${use};\n`);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: join(root, "electron/core/tsconfig.json"),
      include: [".", join(root, "electron/core/web-globals.d.ts")],
    }),
  );
  output = await compile(folder);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.keys(foreign))(
  "core that uses %s does not compile",
  (name) => {
    expect(output).toMatch(new RegExp(`${name}\\.ts\\(1,\\d+\\): error`));
  },
);

function compile(where: string): Promise<string> {
  return new Promise((resolveOutput) => {
    execFile(
      process.execPath,
      [join(root, "node_modules/typescript/bin/tsc"), "-p", where],
      (_error, stdout) => resolveOutput(stdout),
    );
  });
}
