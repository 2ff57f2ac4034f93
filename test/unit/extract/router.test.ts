import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRouterClient } from "@orpc/server";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { ExtractEvent } from "#native/extract/contract.ts";
import { extractRouter } from "#native/extract/router.ts";
import { makePdf, pdfColumn } from "../../support/tiny-pdf.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-extract-router-"));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

async function eventsOf(path: string): Promise<ExtractEvent[]> {
  const events: ExtractEvent[] = [];
  for await (const event of await createRouterClient(extractRouter()).extract({
    path,
  }))
    events.push(event);
  return events;
}

function note(): string {
  const path = join(folder, "note.txt");
  writeFileSync(path, "The rent is due.");
  return path;
}

it("sends a short file in one message: more of them took longer than reading it", async () => {
  vi.spyOn(performance, "now").mockReturnValue(0);
  const events = await eventsOf(note());
  expect(events.map(({ type }) => type)).toEqual(["extraction"]);
});

it("still gives a sign of life where reading takes its time", async () => {
  let nowMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 2_000));
  const events = await eventsOf(note());
  expect(events.at(0)).toEqual({ type: "progress", page: null, pages: null });
});

it("tells every page, however quickly it comes", async () => {
  vi.spyOn(performance, "now").mockReturnValue(0);
  const path = join(folder, "three.pdf");
  writeFileSync(
    path,
    makePdf(
      [1, 2, 3].map((page) =>
        pdfColumn([`This is page ${page}.`], { x: 72, y: 700 }),
      ),
    ),
  );
  const pages = (await eventsOf(path)).flatMap((event) =>
    event.type === "progress" && event.page !== null ? [event.page] : [],
  );
  expect(pages).toEqual([1, 2, 3]);
});

it("names the SHA-256 of the very bytes that it has read", async () => {
  const path = note();
  const expected = createHash("sha256")
    .update(readFileSync(path))
    .digest("hex");
  expect((await eventsOf(path)).at(-1)).toMatchObject({
    extraction: { fileHash: expected },
  });
});
