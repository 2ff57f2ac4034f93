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

export default defineConfig(({ mode }) => {
  const isPreload = mode === "preload";
  return {
    publicDir: false,
    ssr: { external: true },
    build: {
      ssr: true,
      outDir: from("out"),
      emptyOutDir: false,
      target: "node24",
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        // A sandboxed preload must be one CommonJS file
        input: isPreload
          ? { "preload/preload": from("electron/preload/preload.ts") }
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
              chunkFileNames: "shared/[name]-[hash].js",
            },
      },
    },
  };
});
