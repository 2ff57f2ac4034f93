import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type StartedMain,
  startMain,
} from "../../support/desktop-in-process/start-main.ts";

const own = "app://hearth/";
let main: StartedMain;

beforeAll(async () => {
  main = await startMain();
});
afterAll(() => main.dispose());

const refused = [
  "geolocation",
  "notifications",
  "media",
  "clipboard-read",
  "fullscreen",
  "openExternal",
  "display-capture",
  "fileSystem",
];

describe("the session of the pages", () => {
  test.each(refused)("grants no page %s that asks for it", (permission) => {
    expect(main.session.defaultSession.isGranted(permission, own)).toBe(false);
  });

  test.each(refused)("tells no page that it has %s", (permission) => {
    expect(main.session.defaultSession.isChecked(permission, own)).toBe(false);
  });

  test("lets Hearth's own pages copy, and no other", () => {
    const { defaultSession } = main.session;
    const copying = "clipboard-sanitized-write";
    expect(defaultSession.isGranted(copying, own)).toBe(true);
    expect(defaultSession.isChecked(copying, own)).toBe(true);
    for (const url of ["https://example.com/", "app://hearth.evil/"]) {
      expect(defaultSession.isGranted(copying, url)).toBe(false);
      expect(defaultSession.isChecked(copying, url)).toBe(false);
    }
  });

  test("gives no device", () => {
    const { defaultSession } = main.session;
    expect(
      defaultSession.isDeviceAllowed({
        deviceType: "hid",
        origin: own,
        device: {
          deviceId: "1",
          name: "",
          productId: 1,
          vendorId: 1,
          collections: [],
        },
      }),
    ).toBe(false);
  });

  test.each([
    ["https://example.com/x.md", "x.md"],
    ["blob:https://example.com/1", "x.md"],
    ["blob:app://hearth.evil/1", "x.md"],
    ["data:text/markdown,x", "x.md"],
    [`${own}index.html`, "x.md"],
    ["blob:app://hearth/1", "x.exe"],
    ["blob:app://hearth/1", "x.md.desktop"],
  ])("takes no download of %s as %s", (url, name) => {
    expect(main.session.defaultSession.isDownloadRefused(url, name)).toBe(true);
  });

  test("lets an own page save what it exports, where the person says", () => {
    expect(
      main.session.defaultSession.isDownloadRefused(
        "blob:app://hearth/1",
        "Lease.md",
      ),
    ).toBe(false);
  });

  test.each([
    "https://example.com/",
    "http://127.0.0.1:8080/",
    "ws://127.0.0.1:8080/",
    "wss://example.com/",
    "file:///etc/passwd",
    "ftp://example.com/",
    "chrome-extension://x/",
    "not an address",
  ])("cancels a request for %s", (url) => {
    expect(main.session.defaultSession.isCancelled(url)).toBe(true);
  });

  test.each([`${own}index.html`, "blob:app://hearth/1", "data:image/png,x"])(
    "lets a request for %s pass",
    (url) => {
      expect(main.session.defaultSession.isCancelled(url)).toBe(false);
    },
  );
});

test.each([
  ["host-resolver-rules", "MAP * ~NOTFOUND"],
  ["disable-background-networking", ""],
  ["disable-component-update", ""],
  ["disable-domain-reliability", ""],
  ["no-pings", ""],
])("Chromium was told --%s %s before it was ready", (name, value) => {
  expect(main.app.switches.get(name)).toBe(value);
});

describe("app://", () => {
  const answer = async (url: string, method = "GET") => {
    const found = await main.answerFromProtocol(url, method);
    if (found === null) throw new Error("Nobody answers");
    return found;
  };

  test.each([
    "app://evil/index.html",
    "app://hearth.evil/index.html",
    "app://hearth:8080/index.html",
    "app://hearth/..%2fmain%2fmain.ts",
    "app://hearth/..%5cmain%5cmain.ts",
    "app://hearth/index.html%00",
  ])("refuses %s", async (url) => {
    expect((await answer(url)).status).toBe(400);
  });

  test("takes only reading", async () => {
    expect((await answer(`${own}index.html`, "POST")).status).toBe(405);
  });

  test.each(["index.html", "missing.js", "..%2fmain.ts"])(
    "says its policy with %s",
    async (path) => {
      const { headers } = await answer(own + path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    },
  );
});
