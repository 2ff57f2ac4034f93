import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The renderer: two pages that run unchanged under app:// and on loopback. Everything is bundled, nothing is fetched. */
export default defineConfig({
  root: resolve(import.meta.dirname, "renderer"),
  base: "./",
  plugins: [react(), tailwindcss()],
  build: {
    outDir: resolve(import.meta.dirname, "out/renderer"),
    emptyOutDir: true,
    target: "chrome140",
    // The CSP forbids data: scripts and inline code
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        main: resolve(import.meta.dirname, "renderer/index.html"),
        quick: resolve(import.meta.dirname, "renderer/quick.html"),
      },
    },
    chunkSizeWarningLimit: 2000,
  },
});
