import { expect, it } from "vitest";
import { folderToTell } from "../../../renderer/common/folder-name.ts";

// Would catch: three rows "README.md" that nobody can tell apart
it("tells the folder of names that are there twice, and of no others", () => {
  const shown = [
    { name: "README.md", folder: "/home/ana/house" },
    { name: "README.md", folder: "C:\\Ana\\boat\\" },
    { name: "lease.pdf", folder: "/home/ana" },
  ];
  expect(shown.map((one) => folderToTell(one, shown))).toEqual([
    "house",
    "boat",
    null,
  ]);
});
