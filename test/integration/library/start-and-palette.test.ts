import { afterEach, beforeEach, expect, test } from "vitest";
import { conversationId, workspaceId } from "#contract/ids.ts";
import { placeOf } from "#core/library/documents/document-stretches.ts";
import { LibrarySearch } from "#core/library/search/library-search.ts";
import { Palette } from "#core/palette/palette.ts";
import { Start } from "#core/start/start.ts";
import { IndexingHarness } from "../../support/indexing-harness.ts";
import { silentLog } from "../../support/library-fixture.ts";

let at: IndexingHarness;
beforeEach(() => {
  at = new IndexingHarness();
});
afterEach(() => at.close());

const { signal } = new AbortController();
const place = () => ({
  workspaceId: at.fixture.workspaceId,
  scope: "workspace" as const,
});

const startPlace = () => ({
  ...place(),
  questionAbout: "Was sagt {name} über „{topic}“?",
});

function realSearch() {
  return new LibrarySearch({
    ...at.fixture,
    embedder: at.embedder,
    log: silentLog,
  });
}

test("the questions of the start screen are answered by the search out of the place that they were made from", async () => {
  at.write(
    "lease.md",
    "# Lease\n\n## Notice of leaving\n\nIt is to be given three months before, by registered letter, to the landlord.\n\n## Deposit\n\nOne month's rent, which the landlord keeps for what the tenant has broken in the rooms.",
  );
  at.write(
    "boiler.md",
    "# Boiler\n\n## Warranty of the maker\n\nFive years from the invoice, where it is serviced every year by somebody with a licence.",
  );
  await at.addAll();
  const search = realSearch();
  const asked: string[] = [];
  const { database, documents } = at.fixture;
  const start = new Start({
    db: database,
    documents,
    search: {
      run: (input, options) => {
        asked.push(input.query);
        return search.run(input, options);
      },
    },
  });
  const { recent, questions } = await start.overview(startPlace(), { signal });
  expect(recent.map(({ name }) => name).sort()).toEqual([
    "boiler.md",
    "lease.md",
  ]);
  expect(questions).toHaveLength(2);
  for (const { question, documentId } of questions) {
    const { hits } = await search.run(
      { ...place(), query: question, mode: "hybrid", k: 3 },
      { signal },
    );
    expect(hits.map((hit) => hit.documentId)).toContain(documentId);
  }
  // Made once: the next empty screen costs no search
  const searches = asked.length;
  expect((await start.overview(startPlace(), { signal })).questions).toEqual(
    questions,
  );
  expect(asked).toHaveLength(searches);
});

test("a question that the search does not answer is not offered", async () => {
  at.write("lease.md", `## Notice of leaving\n\n${"Three months. ".repeat(9)}`);
  await at.addAll();
  const search = realSearch();
  const start = new Start({
    db: at.fixture.database,
    documents: at.fixture.documents,
    search: {
      run: async (input, options) => {
        const found = await search.run(input, options);
        return {
          ...found,
          answerability: { ...found.answerability, answerable: "no" },
        };
      },
    },
  });
  const { recent, questions } = await start.overview(startPlace(), { signal });
  expect(recent).toHaveLength(1);
  expect(questions).toEqual([]);
});

test("the palette finds a document by a mistyped name, and a passage as text", async () => {
  at.write(
    "Warranty boiler.txt",
    "## The boiler\n\nIt hums **loudly** at night.",
  );
  at.write("Roof.txt", "The roof is new.");
  await at.addAll();
  const { database, documents } = at.fixture;
  const palette = new Palette({
    db: database,
    documents,
    conversations: {
      search: () => [
        {
          conversation: {
            id: conversationId.parse("11111111-1111-4111-8111-111111111111"),
            workspaceId: workspaceId.parse(at.fixture.workspaceId),
            scope: "workspace",
            title: "At night",
            createdAt: 1,
            updatedAt: 1,
            runningTurnId: null,
          },
          snippet: "[1] **Warranty boiler.txt** > It hums **loudly** [2, 3].",
          matches: [],
        },
      ],
    },
    search: realSearch(),
  });
  const byName = await palette.find(
    { ...place(), query: "boiler waranty" },
    { signal },
  );
  expect(byName.documents.map(({ document }) => document.name)).toEqual([
    "Warranty boiler.txt",
  ]);
  const inside = await palette.find(
    { ...place(), query: "hums loudly" },
    { signal },
  );
  expect(inside.passages[0]).toMatchObject({
    hit: { name: "Warranty boiler.txt" },
    snippet: expect.stringContaining("It hums loudly at night."),
  });
  expect(inside.documents).toEqual([]);
  const [said] = inside.conversations;
  expect(said?.snippet).toBe("Warranty boiler.txt It hums loudly .");
  expect(
    said?.matches.map(({ start, end }) => said.snippet?.slice(start, end)),
  ).toEqual(["hums", "loudly"]);
});

// Would catch: of a lease only one article can be reached, or its place is that of the stretch that it was found in
test("the palette reaches each article of a lease that speaks of it, and each stands under its own headings", async () => {
  at.write(
    "lease.md",
    "# Lease\n\n## Article 7\n\nThe tenant gives three months of notice.\n\n## Article 8\n\nThe landlord gives six months of notice.",
  );
  await at.addAll();
  const { database, documents } = at.fixture;
  const palette = new Palette({
    db: database,
    documents,
    conversations: { search: () => [] },
    search: realSearch(),
  });
  const { passages } = await palette.find(
    { ...place(), query: "notice" },
    { signal },
  );
  const text = documents.markdown(passages[0]?.hit.documentId ?? "");
  expect(
    passages.map(({ hit, mark }) => [
      text.slice(mark.start, mark.end),
      placeOf(documents, {
        documentId: hit.documentId,
        offset: mark.end - 1,
      }),
    ]),
  ).toEqual([
    [
      "The tenant gives three months of notice.",
      { page: null, headings: ["Lease", "Article 7"] },
    ],
    [
      "The landlord gives six months of notice.",
      { page: null, headings: ["Lease", "Article 8"] },
    ],
  ]);
});
