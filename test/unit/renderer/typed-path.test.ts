import { expect, test } from "vitest";
import { typedPath } from "../../../renderer/common/typed-path.ts";

test("quotes around a pasted path are not part of it, quotes inside are", () => {
  expect(typedPath(' "C:\\Users\\me\\My files" ')).toBe(
    "C:\\Users\\me\\My files",
  );
  expect(typedPath("'/home/me/it'")).toBe("/home/me/it");
  expect(typedPath('/home/me/5" disks')).toBe('/home/me/5" disks');
  expect(typedPath('"')).toBe('"');
});
