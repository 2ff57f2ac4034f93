import { expect, test } from "vitest";
import { contentSecurityPolicy } from "#pages/content-security-policy.ts";
import { mediaTypeOf, securityHeaders } from "#pages/page-answers.ts";

// Would catch: a header that is gone from the one list that both hosts send, and that their tests compare with
test("a page can't be framed, sniffed, read by other pages or named in a referrer", () => {
  expect(securityHeaders).toMatchObject({
    "Content-Security-Policy": contentSecurityPolicy,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
  });
  const denied = securityHeaders["Permissions-Policy"]?.split(", ");
  expect(denied).toEqual(
    expect.arrayContaining(["camera=()", "microphone=()", "geolocation=()"]),
  );
});

// Would catch: a browser that refuses a module, a font or WebAssembly for its type, which it may not guess
test.each([
  ["index.html", "text/html; charset=utf-8"],
  ["assets/index-1a2b.JS", "text/javascript; charset=utf-8"],
  ["pdf.worker.min.mjs", "text/javascript; charset=utf-8"],
  ["main.css", "text/css; charset=utf-8"],
  ["inter.woff2", "font/woff2"],
  ["icon.svg", "image/svg+xml"],
  ["openjpeg.wasm", "application/wasm"],
])("%s has its type", (file, type) => {
  expect(mediaTypeOf(file)).toBe(type);
});

test.each([
  "hearth.db",
  "secret",
  "folder.js/file",
  ".constructor",
  "a.toString",
])("%s, which no page is made of, has none", (file) => {
  expect(mediaTypeOf(file)).toBeNull();
});
