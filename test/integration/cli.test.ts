import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loopback } from "#pages/loopback.ts";
import { cliOverFiles } from "../support/cli-over-files.ts";
import { startHearth } from "../support/start-hearth.ts";

const { folder, docs, data, json } = cliOverFiles();

test("doctor says what this computer has", async () => {
  const { lines, exitCode } = await json("doctor");
  expect(exitCode).toBe(0);
  expect(lines[0]).toMatchObject({
    versions: { hearth: expect.any(String), node: process.versions.node },
    devices: expect.any(Array),
    chosen: expect.objectContaining({ reason: expect.any(String) }),
    threads: [],
    data: {
      folder: data,
      documents: 3,
      indexed: 2,
      failed: 0,
      isHealthy: true,
      problems: [],
    },
  });
});

test("models: the built-in one is there for good, a file that is no model is refused", async () => {
  const { lines } = await json("models", "list");
  expect(lines[0]).toMatchObject({
    models: [{ id: "all-MiniLM-L6-v2", isBuiltIn: true, isSelected: true }],
  });
  const removed = await json("models", "remove", "all-MiniLM-L6-v2");
  expect(removed.stderr).toContain("(not-permitted)");
  const bad = join(folder, "bad.gguf");
  writeFileSync(bad, "no model".repeat(1000));
  const added = await json("models", "add", bad);
  expect(added.exitCode).toBe(1);
  expect(added.stderr).toMatch(/\(model-(damaged|not-supported)\)/);
  expect((await json("models", "remove", "nope")).exitCode).toBe(1);
});

test("serve: addresses work once, others are refused the data folder, and it ends in order", async () => {
  const dataFolder = join(folder, "served");
  const started = await startHearth({ dataFolder });
  try {
    expect(await redeem(started.url)).toBe(200);
    expect(await redeem(started.url)).toBe(403);
    expect(await redeem(await started.newUrl())).toBe(200);

    const other = await json("--data", dataFolder, "search", "x");
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain("(data-locked)");
    const beside = await json(
      "--data",
      dataFolder,
      "extract",
      join(docs, "lease.md"),
    );
    expect(beside.exitCode).toBe(0);
  } finally {
    await started.stop();
  }
  expect((await json("--data", dataFolder, "search", "x")).exitCode).toBe(0);
});

/** What the page of an address does with its token; the status that it is answered with. */
async function redeem(address: string): Promise<number> {
  const url = new URL(address);
  const answer = await fetch(new URL(loopback.sessionPath, url), {
    method: "POST",
    headers: {
      origin: url.origin,
      [loopback.tokenHeader]: url.searchParams.get("token") ?? "",
    },
  });
  return answer.status;
}
