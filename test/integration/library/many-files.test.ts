import { expect, test } from "vitest";
import type { FileFacts, Files } from "#core/ports/files.ts";
import { fakeEmbedder } from "../../support/fake-embedder.ts";
import { fakeExtractor } from "../../support/fake-extractor.ts";
import { openLibrary, temporaryFolder } from "../../support/library-fixture.ts";

/** A folder of files that only has to be walked. */
function folderOf(facts: readonly FileFacts[]): Files {
  return {
    walk: async function* () {
      for (const one of facts) yield { facts: one };
    },
    facts: async (path) => facts.find((one) => one.path === path) ?? null,
    realPath: async (path) => path,
    hash: async () => "unused",
    freeBytes: async () => Number.POSITIVE_INFINITY,
  };
}

const twentyThousand: FileFacts[] = Array.from(
  { length: 20_000 },
  (_, number) => ({
    path: `/files/${number % 20}/file-${number}.txt`,
    sizeBytes: 1_000 + number,
    modifiedMs: 1_000_000 + number,
  }),
);

test("20,000 unchanged files are passed over without reading one, and listed page by page", async () => {
  const temporary = temporaryFolder();
  const extractor = fakeExtractor();
  const fixture = openLibrary({
    dataFolder: temporary.path,
    extractor,
    embedder: fakeEmbedder(null),
    files: folderOf(twentyThousand),
  });
  const { workspaceId, database, library } = fixture;
  database.transaction(() => {
    for (const { path, sizeBytes, modifiedMs } of twentyThousand)
      database.run(
        `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
         VALUES (:id, :workspaceId, :path, :path, :sizeBytes, :modifiedMs, 'indexed', 0)`,
        { id: crypto.randomUUID(), workspaceId, path, sizeBytes, modifiedMs },
      );
  });
  const started = performance.now();
  const { jobId } = library.add({ workspaceId, paths: ["/files"] });
  const job = await fixture.reached(jobId, "done");
  const seconds = (performance.now() - started) / 1000;
  expect(job).toMatchObject({
    done: 20_000,
    unchanged: 20_000,
    total: 20_000,
  });
  expect(extractor.read).toEqual([]);
  const query = { workspaceId, offset: 19_900, limit: 200, filter: "" };
  const listingStarted = performance.now();
  const page = library.list(query);
  const listingMs = performance.now() - listingStarted;
  expect(page.documents).toHaveLength(100);
  expect(library.list({ ...query, offset: 0, filter: "FILE-777" }).total).toBe(
    11,
  );
  process.stderr.write(
    `20,000 unchanged files in ${seconds.toFixed(2)} s; the last page in ${listingMs.toFixed(1)} ms\n`,
  );
  await fixture.close();
  temporary.remove();
});
