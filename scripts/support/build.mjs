import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { node24, root } from "./node24.mjs";
import { run } from "./run.mjs";
import { contentHash, readStamp, writeStamp } from "./stamp.mjs";

const common = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "scripts/support/build.mjs",
];

/** What is built, from which sources, with which arguments to vite, and one file that must be there after. */
const targets = {
  renderer: {
    sources: [
      "renderer",
      "electron/contract",
      "electron/shared",
      "electron/desktop-link",
      "electron/pages",
      "vite.config.ts",
    ],
    arguments: ["build"],
    result: "out/renderer/index.html",
  },
  node: {
    sources: ["electron", "native", "vite.node.config.ts"],
    arguments: ["build", "-c", "vite.node.config.ts"],
    result: "out/cli/hearth.js",
  },
  bench: {
    sources: ["electron", "native", "vite.node.config.ts"],
    arguments: ["build", "-c", "vite.node.config.ts", "--mode", "bench"],
    result: "out/bench/bench.js",
  },
  preload: {
    sources: [
      "electron/contract",
      "electron/desktop-link",
      "electron/preload",
      "vite.node.config.ts",
    ],
    arguments: ["build", "-c", "vite.node.config.ts", "--mode", "preload"],
    result: "out/preload/preload.cjs",
  },
};

export const allTargets = Object.keys(targets);

/** Those of the targets whose result is missing or was built from other sources. */
export function staleTargets(names = allTargets) {
  return names.filter((name) => {
    const { sources, result } = targets[name];
    return (
      !existsSync(join(root, result)) ||
      readStamp(`out/.stamp-${name}`) !== contentHash([...common, ...sources])
    );
  });
}

/**
 * Builds what is stale, one process at a time over the whole checkout. `report` is told a line when a build starts.
 * Resolves with the names that were built; rejects with the tool's own output when one fails.
 */
export async function buildIfStale({ targets: names = allTargets, report }) {
  if (staleTargets(names).length === 0) return [];
  return withLock("out/.build-lock", async () => {
    // Another process may have built while this one waited
    const stale = staleTargets(names);
    if (stale.length > 0) report(`Building ${stale.join(", ")} …`);
    for (const name of stale) await buildOne(name);
    return stale;
  });
}

async function buildOne(name) {
  const { sources, arguments: viteArguments } = targets[name];
  // Hashed before the build, so that a change during it makes the stamp stale
  const hash = contentHash([...common, ...sources]);
  const startedMs = Date.now();
  await run(node24, [
    join(root, "node_modules/vite/bin/vite.js"),
    ...viteArguments,
    "--logLevel",
    "warn",
  ]);
  if (name === "node") removeOldChunks(startedMs);
  writeStamp(`out/.stamp-${name}`, hash);
}

/** Chunks of earlier builds; young ones stay, for a process of the last build may yet load them. */
function removeOldChunks(startedMs) {
  const folder = join(root, "out/shared");
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (startedMs - statSync(path).mtimeMs > 3_600_000) rmSync(path);
  }
}
