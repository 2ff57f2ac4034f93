import { expect, it } from "vitest";
import { HeaderCache } from "#native/files/header-cache.ts";

const header = {
  architecture: "llama",
  name: null,
  quantisation: "Q8_0",
  contextTokens: 2048,
};

it("reads a header once until its file changes or goes, and tries again what could not be read", async () => {
  const read: string[] = [];
  let isReadable = true;
  const cache = new HeaderCache(async (path) => {
    read.push(path);
    if (!isReadable) throw new Error("EACCES");
    return header;
  });
  const facts = { size: 10, mtimeMs: 1 };
  for (let time = 0; time < 3; time += 1)
    expect(await cache.headerOf("/models/a.gguf", facts)).toBe(header);
  expect(read).toHaveLength(1);
  await cache.headerOf("/models/a.gguf", { ...facts, mtimeMs: 2 });
  expect(read).toHaveLength(2);
  cache.keepOnly([]);
  isReadable = false;
  for (let time = 0; time < 2; time += 1)
    expect(
      await cache.headerOf("/models/a.gguf", { ...facts, mtimeMs: 2 }),
    ).toBeNull();
  expect(read).toHaveLength(4);
});
