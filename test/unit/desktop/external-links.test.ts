import { expect, test, vi } from "vitest";

vi.mock("electron", () => import("../../support/electron-double/electron.ts"));
const { createLinkOpener, externalUrl } = await import(
  "../../../electron/main/external-links.ts"
);
const { answerDialog, asked } = await import(
  "../../support/electron-double/system.ts"
);

test.each([
  "file:///etc/passwd",
  "javascript:alert(1)",
  "data:text/html,x",
  "app://hearth/index.html",
  "smb://server/share",
  "ms-msdt:/id",
  "https://example.com@evil.example/",
  "https://user:password@example.com/",
  "not a link",
])("%s is never opened", (url) => {
  expect(externalUrl(url)).toBeNull();
});

test("a host in look-alike letters is shown as what it is", () => {
  expect(externalUrl("https://exаmple.com/")).toBe(
    "https://xn--exmple-4nf.com/",
  );
  expect(externalUrl("mailto:a@example.com")).toBe("mailto:a@example.com");
});

test("a page can't bury the person in questions, and a no opens nothing", async () => {
  const open = createLinkOpener();
  answerDialog("Cancel");
  await Promise.all([1, 2, 3].map((n) => open(`https://example.com/${n}`)));
  expect(asked.dialogs.map(({ detail }) => detail.split("\n")[0])).toEqual([
    "https://example.com/1",
  ]);
  expect(asked.opened).toEqual([]);
});
