import { describe, expect, it } from "vitest";
import type { SearchResult } from "#contract/search.ts";
import { notJudged } from "#contract/search.ts";
import { hit, noticesOf } from "../../support/chat-harness.ts";
import { ask, turnsHarness } from "../../support/turns-harness.ts";

const rent = hit("The rent is due monthly.");

/** Finds the same everywhere, and refuses a question where `refuses` says so. */
function scopeHarness(
  refuses: (query: string, searched: readonly string[] | undefined) => boolean,
  name = "lease.pdf",
) {
  const searched: { query: string; in: readonly string[] | undefined }[] = [];
  let last: readonly string[] | undefined;
  const chat = turnsHarness({
    model: null,
    hits: [rent],
    onSearch: ({ documentIds }) => {
      last = documentIds;
    },
    search: async (_signal, query): Promise<SearchResult> => {
      searched.push({ query, in: last });
      return {
        query,
        mode: "keyword",
        hits: [rent],
        considered: 1,
        answerability: {
          ...notJudged,
          answerable: refuses(query, last) ? "no" : "yes",
        },
        notices: [],
      };
    },
  });
  chat.db.run(
    `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
     VALUES (:id, :workspaceId, :path, :name, 1, 1, 'indexed', 1)`,
    {
      id: rent.documentId,
      workspaceId: chat.workspaceId,
      path: `/a/${name}`,
      name,
    },
  );
  chat.db.run(
    `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
     VALUES (:id, :workspaceId, '/a/other.md', 'other.md', 1, 1, 'indexed', 1)`,
    { id: crypto.randomUUID(), workspaceId: chat.workspaceId },
  );
  return { chat, searched };
}

describe("a question that is kept to documents", () => {
  it("is not refused within a file that it names", async () => {
    const { chat } = scopeHarness(() => true);
    const parts = await chat.parts(
      ask(chat, "What does lease.pdf say about sourdough?").turnId,
    );
    expect(parts.at(-1)).toMatchObject({ reason: "complete" });
  });

  it("goes on to everything and says so where the file was only guessed", async () => {
    const { chat, searched } = scopeHarness(
      (_query, only) => only !== undefined,
      "norwich city.txt",
    );
    const parts = await chat.parts(
      ask(chat, "Which parks are in Norwich City?").turnId,
    );
    expect(searched.map((one) => one.in?.length)).toEqual([1, undefined]);
    expect(noticesOf(parts)).toContain("searched-everything");
    expect(parts.at(-1)).toMatchObject({ reason: "complete" });
  });

  // Would catch: a refusal that says that no passage has the word "file"
  it("searches for no word that only says that a name is a file's", async () => {
    const { chat, searched } = scopeHarness(() => true, "annual report.md");
    await chat.parts(
      ask(chat, "What does the report file say of bread?").turnId,
    );
    expect(searched.map(({ query }) => query)).toEqual([
      "What does the say of bread?",
      "What does the report say of bread?",
    ]);
  });

  // Would catch: other files summarised where the one that was named is not there
  it("says that a named file is not there, and looks for what is asked of it in the others", async () => {
    const { chat, searched } = scopeHarness(() => false);
    const whole = await chat.parts(ask(chat, "Summarise missing.pdf").turnId);
    expect(searched).toEqual([]);
    expect(whole.at(-1)).toMatchObject({ reason: "nothing-found" });
    // "20 documents searched" would stand below it
    expect(whole.find(({ type }) => type === "sources")).toMatchObject({
      coverage: null,
    });
    expect(whole[0]).toMatchObject({
      warnings: expect.arrayContaining([
        { code: "no-such-file", params: { name: "missing.pdf", nearest: "" } },
      ]),
    });
    const asked = await chat.parts(
      ask(chat, "What does leese.docx say of the deposit?").turnId,
    );
    expect(searched).toHaveLength(1);
    expect(asked.at(-1)).toMatchObject({ reason: "complete" });
    expect(asked[0]).toMatchObject({
      warnings: expect.arrayContaining([
        {
          code: "no-such-file",
          params: { name: "leese.docx", nearest: "lease.pdf" },
        },
      ]),
    });
  });

  // Would catch: one file answered from, and no word of the other that is not there
  it("says of each file that is not there that it is not, beside one that answers", async () => {
    const { chat, searched } = scopeHarness(() => false);
    const parts = await chat.parts(
      ask(chat, "Is the rent in lease.pdf, gone.md or a 2.pdf?").turnId,
    );
    expect(searched[0]?.in).toEqual([rent.documentId]);
    expect(parts[0]).toMatchObject({
      warnings: expect.arrayContaining(
        ["gone.md", "2.pdf"].map((name) => ({
          code: "no-such-file",
          params: { name, nearest: "" },
        })),
      ),
    });
    expect(parts.at(-1)).toMatchObject({ reason: "complete" });
  });

  it("counts only the documents that were searched where nothing is found", async () => {
    const chat = turnsHarness({ model: null, hits: [] });
    for (const name of ["lease.pdf", "other.md"])
      chat.db.run(
        `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
         VALUES (:id, :workspaceId, :path, :name, 1, 1, 'indexed', 1)`,
        {
          id: crypto.randomUUID(),
          workspaceId: chat.workspaceId,
          path: `/a/${name}`,
          name,
        },
      );
    const parts = await chat.parts(
      ask(chat, "What does lease.pdf say about rent?").turnId,
    );
    expect(parts.find(({ type }) => type === "sources")).toMatchObject({
      coverage: { searched: 1 },
    });
  });
});

describe("a question that follows another", () => {
  it("is asked alone where both together are refused", async () => {
    const { chat, searched } = scopeHarness((query) =>
      query.includes("hello world"),
    );
    const first = ask(chat, "hello world");
    await chat.parts(first.turnId);
    const next = chat.turns.ask({
      workspaceId: chat.workspaceId,
      conversationId: first.conversationId,
      question: "And the rent?",
    });
    const parts = await chat.parts(next.turnId);
    expect(searched.map(({ query }) => query)).toEqual([
      "hello world",
      "hello world And the rent?",
      "And the rent?",
    ]);
    expect(parts.at(-1)).toMatchObject({ reason: "complete" });
  });

  it("is never joined where it names a file", async () => {
    const { chat, searched } = scopeHarness(() => true);
    const first = ask(chat, "hello world");
    await chat.parts(first.turnId);
    const next = chat.turns.ask({
      workspaceId: chat.workspaceId,
      conversationId: first.conversationId,
      question: "rent in lease.pdf",
    });
    await chat.parts(next.turnId);
    expect(searched.at(-1)?.query).toBe("rent in");
  });
});

describe("the passages that are offered", () => {
  it("are, behind the first, only those that are nearer than strangers", async () => {
    const hits = Array.from({ length: 6 }, (_, at) =>
      hit(`The rent of flat ${at} is due monthly.`, { isNear: at !== 4 }),
    );
    const chat = turnsHarness({ model: null, hits });
    const parts = await chat.parts(ask(chat, "When is the rent due?").turnId);
    const said = parts.flatMap((part) =>
      part.type === "sources" ? part.sources.map(({ text }) => text) : [],
    );
    expect(said).toHaveLength(5);
    expect(said.join()).not.toContain("flat 4");
  });
});
