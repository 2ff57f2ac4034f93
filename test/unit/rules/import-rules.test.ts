import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");

/** Imports that must fail, by the folder of the importing file: the table of who may import whom. */
const forbidden: Record<string, string[]> = {
  "electron/contract": [
    "node:fs",
    "electron",
    "#core/ports/clock.ts",
    "#native/workers/serve.ts",
    "../core/ports/clock.ts",
    "@orpc/server",
    "p-queue",
  ],
  "electron/core/chat": [
    "node:fs",
    "node:fs/promises",
    "fs",
    "node:net",
    "node:http",
    "node:crypto",
    "electron",
    "#native/workers/serve.ts",
    "../../../native/workers/serve.ts",
    "#engine/create-engine.ts",
    "../../engine/create-engine.ts",
    "#ui/button.tsx",
    "@lancedb/lancedb",
    "node-llama-cpp",
    "@huggingface/transformers",
    "../../../test/support/shared.ts",
  ],
  "native/vectors": [
    "electron",
    "#core/chat/turns.ts",
    "../../electron/core/chat/turns.ts",
    "#engine/router.ts",
    "../../electron/server/start-server.ts",
    "../../renderer/app/app.tsx",
    "node:http",
    "node:net",
    "undici",
    "ws",
    "../../test/support/shared.ts",
  ],
  "native/egress": ["electron", "#core/chat/turns.ts", "#engine/router.ts"],
  "electron/engine": [
    "electron",
    "../server/start-server.ts",
    "../cli/hearth.ts",
    "../main/main.ts",
    "#ui/button.tsx",
    "node:http",
    "../../test/support/shared.ts",
  ],
  "electron/main": [
    "#core/chat/turns.ts",
    "#native/workers/serve.ts",
    "#engine/create-engine.ts",
    "../core/chat/turns.ts",
    "../../native/workers/serve.ts",
    "../../renderer/app/app.tsx",
    "node:http",
    "../../test/support/shared.ts",
  ],
  "electron/preload": [
    "#core/chat/turns.ts",
    "#native/workers/serve.ts",
    "#engine/create-engine.ts",
  ],
  "electron/server": [
    "electron",
    "#core/chat/turns.ts",
    "#native/files/grants.ts",
    "../core/chat/turns.ts",
    "#ui/button.tsx",
    "node:https",
    "undici",
  ],
  "electron/cli": [
    "electron",
    "#core/chat/turns.ts",
    "#native/files/grants.ts",
    "#ui/button.tsx",
    "node:http",
    "node:net",
    "ws",
  ],
  "renderer/app": [
    "node:fs",
    "path",
    "electron",
    "#core/chat/turns.ts",
    "#native/files/grants.ts",
    "#engine/router.ts",
    "../../electron/core/chat/turns.ts",
    "../../native/files/grants.ts",
    "../../test/support/shared.ts",
  ],
};

/** Imports that must pass, so that no rule is wider than the table. */
const allowed: Record<string, string[]> = {
  "electron/contract": ["zod", "@orpc/contract", "./base.ts"],
  "electron/core/chat": [
    "#contract/errors.ts",
    "#core/events/event-hub.ts",
    "#core/library/library.ts",
    "../ports/clock.ts",
    "p-queue",
  ],
  "native/vectors": [
    "#contract/errors.ts",
    "#core/ports/clock.ts",
    "../workers/serve.ts",
    "node:fs",
    "@lancedb/lancedb",
    "@orpc/server/message-port",
  ],
  "native/egress": ["node:https", "#core/ports/egress.ts"],
  "electron/engine": ["#core/chat/turns.ts", "#native/files/grants.ts"],
  "electron/main": ["electron", "node:path", "#contract/app.ts"],
  "electron/server": [
    "node:http",
    "ws",
    "#engine/create-engine.ts",
    "#contract",
  ],
  "electron/cli": ["node:fs", "#engine/create-engine.ts", "../server/start.ts"],
  "renderer/app": [
    "react",
    "#contract/app.ts",
    "#ui/button.tsx",
    "../features/chat/index.ts",
  ],
};

interface Case {
  folder: string;
  specifier: string;
  file: string;
}

let folder: string;
let complaints: Map<string, string[]>;
const featureNames = readdirSync(join(root, "renderer/features"), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);
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
const mustFail = [...cases(forbidden, "forbidden"), ...featureCases];
const mustPass = cases(allowed, "allowed");
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

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hearth-rules-"));
  const config = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
  config.vcs = { enabled: false };
  write("biome.json", JSON.stringify(config));
  for (const { file, specifier } of [...mustFail, ...mustPass])
    write(file, `import probe from "${specifier}";\nexport { probe };\n`);
  for (const from of [...globalFolders.refused, ...globalFolders.allowed])
    globals.forEach((use, index) => {
      write(
        `${from}/global-${index}.ts`,
        `export const probe = () => ${use};\n`,
      );
    });
  complaints = await lint();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the table of who may import whom is enforced by the linter", () => {
  test.each(mustFail)("$folder must not import $specifier", ({ file }) => {
    expect(complaints.get(file)).toContain("lint/style/noRestrictedImports");
  });

  test.each(mustPass)("$folder may import $specifier", ({ file }) => {
    expect(complaints.get(file) ?? []).not.toContain(
      "lint/style/noRestrictedImports",
    );
  });

  test.each(
    globalFolders.refused.flatMap((from) =>
      globals.map((use, index) => ({ from, use, index })),
    ),
  )("$from must not use $use", ({ from, index }) => {
    expect(complaints.get(`${from}/global-${index}.ts`)).toContain(
      "lint/style/noRestrictedGlobals",
    );
  });

  test.each(
    globalFolders.allowed.flatMap((from) =>
      globals.map((use, index) => ({ from, use, index })),
    ),
  )("$from may use $use", ({ from, index }) => {
    expect(complaints.get(`${from}/global-${index}.ts`) ?? []).not.toContain(
      "lint/style/noRestrictedGlobals",
    );
  });

  test("an import cycle is an error", () => {
    const config = readFileSync(join(root, "biome.json"), "utf8");
    expect(JSON.parse(config).linter.rules.suspicious.noImportCycles).toBe(
      "error",
    );
  });
});

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
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
