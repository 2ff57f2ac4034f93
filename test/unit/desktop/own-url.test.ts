import { expect, test } from "vitest";
import { isOwnFrame, isOwnUrl } from "../../../electron/main/own-url.ts";

test.each([
  "app://hearth.example.com/index.html",
  "app://hearth@example.com/index.html",
  "app://example.com/app://hearth/index.html",
  "https://hearth/index.html",
  "app://user@hearth/index.html",
  "file:///app://hearth/index.html",
  "about:blank",
  "",
])("%s is not Hearth's, however alike", (url) => {
  expect(isOwnUrl(url)).toBe(false);
});

test("messages are taken from the top frame of an own page only", () => {
  const url = "app://hearth/quick.html";
  expect(isOwnFrame({ url, parent: null })).toBe(true);
  // A frame in a page has a parent; which one doesn't matter here
  expect(isOwnFrame({ url, parent: {} as Electron.WebFrameMain })).toBe(false);
  expect(isOwnFrame({ url: "app://evil/", parent: null })).toBe(false);
  expect(isOwnFrame(null)).toBe(false);
});
