import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { securityHeaders } from "#pages/page-answers.ts";

vi.mock("electron", () => import("../../support/electron-double/electron.ts"));
const { createFileHandler } = await import(
  "../../../electron/main/app-protocol.ts"
);

const folder = mkdtempSync(join(tmpdir(), "hearth-protocol-"));
const answer = (url: string, method = "GET") =>
  createFileHandler(join(folder, "renderer"))(new Request(url, { method }));

beforeAll(() => {
  mkdirSync(join(folder, "renderer/assets"), { recursive: true });
  mkdirSync(join(folder, "renderer-evil"));
  writeFileSync(join(folder, "renderer/index.html"), "<p>here</p>");
  writeFileSync(join(folder, "renderer/assets/a b.js"), "1");
  writeFileSync(join(folder, "secret.js"), "secret");
  writeFileSync(join(folder, "renderer-evil/secret.js"), "secret");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The loopback host's own: one source for both. */
function expectSecurityHeaders({ headers }: Response): void {
  for (const [name, value] of Object.entries(securityHeaders))
    expect(headers.get(name)).toBe(value);
}

test("files come with their type, the policy and no sniffing", async () => {
  const page = await answer("app://hearth/");
  expect(page.status).toBe(200);
  expect(await page.text()).toBe("<p>here</p>");
  expectSecurityHeaders(page);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const script = await answer("app://hearth/assets/a%20b.js?v=1#x");
  expect(script.headers.get("content-type")).toBe(
    "text/javascript; charset=utf-8",
  );
});

test.each([
  ["app://hearth/..%2fsecret.js", 400],
  ["app://hearth/%2e%2e/secret.js", 404],
  ["app://hearth/assets/..%2f..%2fsecret.js", 400],
  ["app://hearth/..%2frenderer-evil%2fsecret.js", 400],
  ["app://hearth/..%5csecret.js", 400],
  ["app://hearth/index.html%00.js", 400],
  ["app://hearth/%ff", 400],
  ["app://other/index.html", 400],
  ["app://hearth/assets", 404],
  ["app://hearth/missing.js", 404],
])("%s is refused, under the policy too", async (url, status) => {
  const refused = await answer(url);
  expect(refused.status).toBe(status);
  expect(await refused.text()).toBe("");
  expectSecurityHeaders(refused);
});

test("nothing is posted", async () => {
  expect((await answer("app://hearth/index.html", "POST")).status).toBe(405);
});
