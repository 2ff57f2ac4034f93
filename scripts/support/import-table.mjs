/**
 * Who may import whom: what is not named here is refused (`scripts/check-imports.mjs`). A row is a folder with all
 * below it; the longest that fits a file counts, and a folder always reaches its own files. `*` stands for one name:
 * each folder that it matches is a row of its own. A package or `node:` module counts with all its subpaths. What a row names and
 * nothing there imports is refused too.
 */
const files = ["node:fs", "node:path"];
const workers = ["@orpc/client", "@orpc/contract", "@orpc/server", "zod"];
const screens = ["react", "react-i18next", "lucide-react"];

const adapter = ["electron/contract", "electron/core/ports", ...files];
const feature = [
  "electron/contract",
  "renderer/client",
  "renderer/common",
  "renderer/text",
  "renderer/ui",
  ...screens,
];

export const importTable = {
  // What a client may ask for, what the sides say and read alike, what windows and main say to each other: leaves
  "electron/contract": ["@orpc/contract", "zod"],
  "electron/shared": ["electron/contract"],
  "electron/desktop-link": ["electron/contract", "zod"],

  // The assistant. No Node, no network, no page
  "electron/core": [
    "electron/contract",
    "electron/core/concurrency",
    "electron/core/ports",
    "electron/shared",
    "zod",
  ],
  "electron/core/ports": ["electron/contract"],
  // Queues, channels and delays: a leaf, for adapters too
  "electron/core/concurrency": ["electron/core/ports"],

  // Adapters: a port and a package each
  "native/database": [...adapter, "electron/shared", "node:sqlite"],
  "native/egress": ["electron/contract", "electron/core/ports"],
  "native/embeddings": [
    ...adapter,
    ...workers,
    "native/workers",
    "@huggingface/transformers",
    "node:os",
    "node:timers",
  ],
  "native/extract": [
    ...adapter,
    "electron/shared",
    ...workers,
    "native/workers",
    "electron/core/concurrency",
    "chardet",
    "file-type",
    "htmlparser2",
    "iconv-lite",
    "postal-mime",
    "unpdf",
    "node:crypto",
    "node:url",
    "node:worker_threads",
    "node:zlib",
  ],
  "native/files": [
    "open",
    ...adapter,
    "electron/shared",
    "node:crypto",
    "node:sqlite",
    "node:stream",
    "node:util",
  ],
  "native/llama": [
    ...adapter,
    "electron/shared",
    ...workers,
    "native/workers",
    "electron/core/concurrency",
    "node-llama-cpp",
    "node:os",
  ],
  "native/vectors": [
    ...adapter,
    "electron/shared",
    "electron/core/concurrency",
    "@lancedb/lancedb",
    "apache-arrow",
    "zod",
    "node:crypto",
  ],
  "native/workers": [
    "electron/contract",
    "electron/core/concurrency",
    "electron/core/ports",
    "electron/desktop-link",
    "@orpc/client",
    "@orpc/server",
    "node:child_process",
    "node:os",
    "node:path",
    "node:stream",
  ],

  // The one place that knows core and native
  "electron/engine": [
    "electron/contract",
    "electron/core",
    "electron/desktop-link",
    "native/*",
    "@orpc/client",
    "@orpc/server",
    "node:path",
    "node:util",
  ],

  // The hosts; what they say to every page in the same words, and how a page in a browser is let in
  "electron/pages": [],
  "electron/main": [
    "electron/contract",
    "electron/desktop-link",
    "electron/pages",
    "electron",
    "env-paths",
    "zod",
    ...files,
  ],
  "electron/preload": ["electron/desktop-link", "electron"],
  "electron/server": [
    "electron/contract",
    "electron/shared",
    "electron/engine",
    "electron/pages",
    "@orpc/server",
    "ws",
    "zod",
    "node:crypto",
    "node:http",
    "node:stream",
    ...files,
  ],
  // An engine at work without a page: below the command line and the benches
  "electron/headless": [
    "electron/contract",
    "electron/engine",
    "node:os",
    ...files,
  ],
  // Measures all of it beside what is below it; no file of it is in the app
  "electron/bench": [
    "electron/bench/stream",
    "electron/contract",
    "electron/core",
    "electron/engine",
    "electron/headless",
    "native/*",
    "scripts/support",
    "@huggingface/transformers",
    "@lancedb/lancedb",
    "@playwright/test",
    "node-llama-cpp",
    "zod",
    "node:child_process",
    "node:os",
    "node:events",
    "node:readline",
    ...files,
  ],
  // Is the host itself, with a script in place of a model
  "electron/bench/stream": [
    "electron/bench",
    "electron/contract",
    "electron/engine",
    "electron/headless",
    "electron/server",
    "native/llama",
    "native/workers",
    "@orpc/server",
    "@playwright/test",
    "zod",
    "node:timers",
    ...files,
  ],
  "electron/cli": [
    "electron/contract",
    "electron/shared",
    "electron/engine",
    "electron/headless",
    "package.json",
    "commander",
    "env-paths",
    "zod",
    "node:child_process",
    "node:os",
    "node:events",
    "node:readline",
    ...files,
  ],
  // The `hearth` command's entry: the command line, given the loopback host to serve with
  "electron/hearth": [
    "electron/contract",
    "electron/cli",
    "electron/server",
    "commander",
  ],

  // The page
  "renderer/text": ["i18next", "react", "react-i18next"],
  "renderer/ui": [
    "electron/contract",
    "electron/shared",
    "@streamdown/code",
    "@streamdown/math",
    "@streamdown/mermaid",
    "katex",
    "i18next",
    "mdast",
    "mdast-util-from-markdown",
    "mdast-util-gfm",
    "micromark",
    "micromark-extension-gfm",
    "radix-ui",
    "streamdown",
    ...screens,
  ],
  "renderer/client": [
    "electron/contract",
    "electron/desktop-link",
    "electron/pages",
    "@orpc/client",
    "react",
    "zustand",
  ],
  "renderer/common": [
    "electron/contract",
    "renderer/client",
    "renderer/ui",
    ...screens,
  ],
  "renderer/features/*": [
    ...feature,
    "electron/shared",
    "@tanstack/react-virtual",
    "i18next",
    "zustand",
  ],
  "renderer/features/search": [...feature, "cmdk", "radix-ui"],
  "renderer/app": [
    ...feature,
    "renderer/features/*",
    "@fontsource-variable/inter",
    "@fontsource-variable/jetbrains-mono",
    "react-dom",
    "react-resizable-panels",
  ],
};
