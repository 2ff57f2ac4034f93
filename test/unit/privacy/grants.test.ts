import { expect, test } from "vitest";
import { createGrants } from "#native/files/grants.ts";

const refused = expect.objectContaining({ code: "not-permitted" });

// Would catch: a page that opens a file again and again because a person once chose it
test("a grant is spent once, and opens what was handed over and nothing else", () => {
  const grants = createGrants();
  const first = grants.create(["/a/one.txt", "/a/two.txt"]);
  const second = grants.create(["/b/three.txt"]);
  expect(grants.spend(first)).toEqual(["/a/one.txt", "/a/two.txt"]);
  expect(() => grants.spend(first)).toThrow(refused);
  expect(grants.spend(second)).toEqual(["/b/three.txt"]);
  expect(() => grants.spend("/a/one.txt")).toThrow(refused);
});

test("files that come one by one are in the grant that was named, until it is spent", () => {
  const grants = createGrants();
  grants.extend("upload", ["/a/one.txt"]);
  grants.extend("upload", ["/a/two.txt"]);
  expect(grants.spend("upload")).toEqual(["/a/one.txt", "/a/two.txt"]);
  expect(() => grants.spend("upload")).toThrow(refused);
});

test("of grants that nobody spends only the newest ten thousand are kept", () => {
  const grants = createGrants();
  const oldest = grants.create(["/a"]);
  const next = grants.create(["/b"]);
  for (let count = 0; count < 9_999; count += 1) grants.create(["/c"]);
  expect(() => grants.spend(oldest)).toThrow(refused);
  expect(grants.spend(next)).toEqual(["/b"]);
});
