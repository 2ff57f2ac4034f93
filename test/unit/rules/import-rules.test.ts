import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importTable } from "../../../scripts/support/import-table.mjs";
import { allowedImports, forbiddenImports } from "./import-examples.ts";

const root = resolve(import.meta.dirname, "../../..");

interface Case {
  folder: string;
  specifier: string;
  file: string;
}

const featureNames = readdirSync(join(root, "renderer/features"));
const cases = (table: Record<string, string[]>, name: string): Case[] =>
  Object.entries(table).flatMap(([from, specifiers]) =>
    specifiers.map((specifier, index) => ({
      folder: from,
      specifier,
      file: `${from}/${name}-${index}.ts`,
    })),
  );
const featureCases: Case[] = featureNames.flatMap((name) => [
  {
    folder: "renderer/features/probe",
    specifier: `../${name}/index.ts`,
    file: `renderer/features/probe/forbidden-${name}.ts`,
  },
  {
    folder: "renderer/features/probe/parts",
    specifier: `../../${name}/index.ts`,
    file: `renderer/features/probe/parts/forbidden-${name}.ts`,
  },
]);
const mustFail = [...cases(forbiddenImports, "forbidden"), ...featureCases];
const mustPass = cases(allowedImports, "allowed");
/** Every way in which one file can name another. */
const shapes: Record<string, string> = {
  "a type": 'import type { Turns } from "#core/chat/turns.ts";',
  "a re-export": 'export { Turns } from "#core/chat/turns.ts";',
  "a dynamic import":
    'export const turns = () => import("#core/chat/turns.ts");',
  "the type of an import":
    'export type T = import("#core/chat/turns.ts").Turns;',
  "typeof an import": 'export type M = typeof import("#core/chat/turns.ts");',
  "an import by require":
    'import turns = require("#core/chat/turns.ts");\nexport { turns };',
  "Vite's glob": 'export const all = import.meta.glob("../core/chat/*.ts");',
  "a computed name": "export const any = (name: string) => import(name);",
};
const globals = ["fetch('/x')", "new WebSocket('/x')", "new EventSource('/x')"];
const globalFolders = {
  refused: [
    "electron/core/chat",
    "electron/main",
    "electron/cli",
    "native/llama",
    "renderer/app",
  ],
  allowed: ["native/egress", "renderer/client"],
};

let folder: string;
let refusals: string[];
let complaints: Map<string, string[]>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hearth-rules-"));
  const config = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
  config.vcs = { enabled: false };
  write("biome.json", JSON.stringify(config));
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  for (const { file, specifier } of [...mustFail, ...mustPass])
    write(file, `import probe from "${specifier}";\nexport { probe };\n`);
  Object.values(shapes).forEach((text, index) => {
    write(`electron/main/shape-${index}.ts`, `${text}\n`);
  });
  for (const from of [...globalFolders.refused, ...globalFolders.allowed])
    globals.forEach((use, index) => {
      write(
        `${from}/global-${index}.ts`,
        `export const probe = () => ${use};\n`,
      );
    });
  write("electron/nowhere/stray.ts", 'export * from "zod";\n');
  writeCycle("electron/core/round/one.ts", "electron/core/round/other.ts");
  // The linter's rule passes over types, and over imports at run time
  write(
    "electron/core/types/one.ts",
    'export type A = string;\nexport const load = () => import("./other.ts");\n',
  );
  write(
    "electron/core/types/other.ts",
    'import type { A } from "./one.ts";\nexport type B = A;\n',
  );
  writeCycle("electron/core/left/deep/one.ts", "electron/core/right/other.ts");
  refusals = await checkImports(folder);
  complaints = await lint();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("who may import whom is checked", () => {
  test.each(mustFail)(
    "$folder must not import $specifier",
    ({ file, specifier }) => {
      expect(refusals).toContainEqual(
        expect.stringMatching(
          new RegExp(`^${escaped(file)}: .*${escaped(specifier)}$`),
        ),
      );
    },
  );

  test.each(mustPass)("$folder may import $specifier", ({ file }) => {
    expect(refusals.filter((line) => line.startsWith(file))).toEqual([]);
  });

  test.each(Object.keys(shapes))("%s is an import too", (shape) => {
    const file = `electron/main/shape-${Object.keys(shapes).indexOf(shape)}.ts`;
    expect(refusals.some((line) => line.startsWith(`${file}: `))).toBe(true);
  });

  test("each row of the table is broken once here", () => {
    const rows = Object.keys(forbiddenImports).map((from) =>
      from
        .replace(/^electron\/core\/chat$/, "electron/core")
        .replace(/^renderer\/features\/probe$/, "renderer/features/*"),
    );
    expect([...rows, "renderer/features/*"].toSorted()).toEqual(
      Object.keys(importTable).toSorted(),
    );
  });

  test("a name in the table that nothing imports is refused", () => {
    expect(refusals).toContain(
      "electron/preload never imports electron/desktop-link: take it out of the table",
    );
    expect(refusals.join("\n")).not.toContain(
      "preload never imports electron:",
    );
  });

  test("a file that no row has is refused", () => {
    expect(refusals).toContain(
      "electron/nowhere/stray.ts: no row of the import table has it",
    );
  });

  test("folders that import each other are refused", () => {
    const circles = refusals.filter((line) => line.includes("of folders"));
    expect(circles).toContainEqual(
      expect.stringContaining("electron/core/left ⇄ electron/core/right"),
    );
    expect(circles.join()).not.toContain("core/round");
  });

  test("files that import each other are refused, by a type too", () => {
    const circles = refusals.filter((line) => line.includes("of files"));
    expect(circles).toContain(
      "a circle of files: electron/core/round/one.ts → electron/core/round/other.ts → electron/core/round/one.ts",
    );
    expect(circles).toContain(
      "a circle of files: electron/core/types/one.ts → electron/core/types/other.ts → electron/core/types/one.ts",
    );
  });

  test("this checkout keeps to the table", async () => {
    expect(await checkImports(root)).toEqual([]);
  });
});

describe("the linter refuses", () => {
  test.each(
    globalFolders.refused.flatMap((from) =>
      globals.map((use, index) => ({ from, use, index })),
    ),
  )("$use in $from", ({ from, index }) => {
    expect(complaints.get(`${from}/global-${index}.ts`)).toContain(
      "lint/style/noRestrictedGlobals",
    );
  });

  test("none of them where connections are made", () => {
    for (const from of globalFolders.allowed)
      globals.forEach((_use, index) => {
        expect(
          complaints.get(`${from}/global-${index}.ts`) ?? [],
        ).not.toContain("lint/style/noRestrictedGlobals");
      });
  });

  test("files that import each other", () => {
    expect(complaints.get("electron/core/round/one.ts")).toContain(
      "lint/suspicious/noImportCycles",
    );
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function writeCycle(one: string, other: string): void {
  const name = (from: string, to: string) =>
    relative(dirname(from), to).replace(/^(?!\.)/, "./");
  write(
    one,
    `import { b } from "${name(one, other)}";\nexport const a = () => b;\n`,
  );
  write(
    other,
    `import { a } from "${name(other, one)}";\nexport const b = () => a;\n`,
  );
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** Runs the real check over a folder; its complaints, a line each. */
function checkImports(where: string): Promise<string[]> {
  return new Promise((resolveLines, reject) => {
    execFile(
      process.execPath,
      [join(root, "scripts/check-imports.mjs"), where],
      (error, _stdout, stderr) => {
        const lines = stderr.trim().split("\n");
        const summary = lines.pop() ?? "";
        if (/^\d+ (imports, all by|wrong\.)/.test(summary))
          resolveLines(lines.filter((line) => line !== ""));
        else reject(new Error(`${error?.message}\n${stderr}`));
      },
    );
  });
}

/** Runs the real linter over the probe files; the rules that each file breaks. */
function lint(): Promise<Map<string, string[]>> {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  if (!existsSync(biome)) throw new Error("biome is not installed");
  return new Promise((resolveLint, reject) => {
    execFile(
      process.execPath,
      [biome, "lint", "--reporter=github", "--max-diagnostics=none", "."],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const found = new Map<string, string[]>();
        for (const [, rule, file] of stdout.matchAll(
          /^::\w+ title=([^,]+),file=([^,]+),/gm,
        )) {
          if (rule === undefined || file === undefined) continue;
          const name = file.startsWith(folder)
            ? file.slice(folder.length + 1)
            : file;
          found.set(name, [...(found.get(name) ?? []), rule]);
        }
        if (found.size === 0) reject(new Error(`${error?.message}\n${stderr}`));
        else resolveLint(found);
      },
    );
  });
}
