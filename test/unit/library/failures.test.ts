import { expect, test } from "vitest";
import { unreadable } from "#core/library/documents/failures.ts";

function said(path: string, code: string) {
  return unreadable(path, Object.assign(new Error(code), { code }));
}

test.each([
  ["/a/b.txt", "ENOENT", "file-missing", "not there any more"],
  ["/a/caf\uFFFD.txt", "ENOENT", "file-unreadable", "not text (UTF-8)"],
  ["/a/caf\\xE9.txt", "EILSEQ", "file-unreadable", "not text (UTF-8)"],
  [`/a/${"b".repeat(4100)}`, "ENAMETOOLONG", "file-unreadable", "too long"],
  ["/a/b.txt", "EACCES", "file-unreadable", "not allowed"],
  ["/a/b.txt", "EIO", "file-unreadable", "can't be read"],
])("%s, %s: the reason is told, and what to do", (path, code, told, words) => {
  const error = said(path, code);
  expect(error.code).toBe(told);
  expect(error.message).toContain(words);
  expect(error.advice).not.toBeNull();
});
