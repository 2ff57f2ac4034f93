import { resolve } from "node:path";
import { defineConfig } from "vite";

const from = (path: string) => resolve(import.meta.dirname, path);

/** Everything that runs under Node or Electron's main side, one file per process entry; packages stay outside. */
const entries: Record<string, string> = {
  "cli/hearth": from("electron/hearth/hearth.ts"),
  "engine/desktop": from("electron/engine/desktop.ts"),
  "main/main": from("electron/main/main.ts"),
  "workers/llm": from("native/llama/worker.ts"),
  "workers/embed": from("native/embeddings/worker.ts"),
  "workers/extract": from("native/extract/worker.ts"),
};

/** Only measures, so it is built by itself, with a copy of what it measures: none of it is in a file of the app. */
const benchEntries: Record<string, string> = {
  bench: from("electron/bench/bench.ts"),
  "scripted-workers/llm": from("electron/bench/stream/scripted-llm-process.ts"),
  "bare-loop-process": from("electron/bench/indexing/bare-loop-process.ts"),
};

export default defineConfig(({ mode }) => {
  const isPreload = mode === "preload";
  const isBench = mode === "bench";
  return {
    publicDir: false,
    ssr: { external: true },
    build: {
      ssr: true,
      outDir: from(isBench ? "out/bench" : "out"),
      emptyOutDir: false,
      target: "node24",
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        // A sandboxed preload must be one CommonJS file
        input: isPreload
          ? { "preload/preload": from("electron/preload/preload.ts") }
          : isBench
            ? benchEntries
            : entries,
        external: isPreload ? ["electron"] : [/^electron$/],
        output: isPreload
          ? {
              format: "cjs",
              entryFileNames: "[name].cjs",
              codeSplitting: false,
            }
          : {
              format: "es",
              entryFileNames: "[name].js",
              // The bench's lie beside its entry: they look for the workers from there
              chunkFileNames: isBench
                ? "[name]-[hash].js"
                : "shared/[name]-[hash].js",
            },
      },
    },
  };
});
