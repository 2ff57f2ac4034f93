import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { namedDocuments } from "#core/library/documents/named-documents.ts";
import type { Database } from "#core/ports/database.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { silentLog } from "../../support/chat-harness.ts";

/** What each question names among these files. */
function namesIn(...files: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "hearth-named-"));
  const { database: db, close } = createDatabase({
    file: join(folder, "hearth.db"),
    log: silentLog,
    clock: systemClock,
  });
  onTestFinished(() => {
    close();
    rmSync(folder, { recursive: true, force: true });
  });
  const workspace = new WorkspaceStore(db, systemClock).default().id;
  for (const name of files)
    db.run(
      `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
       VALUES (:id, :workspace, :path, :name, 1, 1, 'indexed', 1)`,
      { id: crypto.randomUUID(), workspace, path: `/a/${name}`, name },
    );
  return (question: string) => {
    const { documents, rest } = namedDocuments(db, [workspace], question);
    return { names: documents.map(({ name }) => name).sort(), rest };
  };
}

test("a file named with its ending is the only one that is meant, and its name is not searched for", () => {
  const read = namesIn("lease.pdf", "lease.docx", "notes.md");
  expect(read("What does Lease.PDF say about notice?")).toEqual({
    names: ["lease.pdf"],
    rest: "What does say about notice?",
  });
});

test("a name of several words counts without its ending; one plain word does not", () => {
  const read = namesIn("lease.pdf", "Insurance_policy-2024.pdf");
  expect(read("what is in insurance policy 2024?").names).toEqual([
    "Insurance_policy-2024.pdf",
  ]);
  expect(read("When does the lease end?").names).toEqual([]);
});

test("a name with a typing error is found, though never before one that is right", () => {
  const read = namesIn("warranty.pdf", "warrants.pdf");
  expect(read("what does waranty.pdf promise?").names).toEqual([
    "warranty.pdf",
  ]);
  expect(read("what does warrants.pdf say?").names).toEqual(["warrants.pdf"]);
});

test("a name inside a longer one that is meant is not meant too", () => {
  const read = namesIn("report.pdf", "annual report.pdf");
  expect(read("What does annual report.pdf say?").names).toEqual([
    "annual report.pdf",
  ]);
});

test("a question without names is left as it is", () => {
  const read = namesIn("lease.pdf");
  expect(read("e.g. which version, 3.5 or v2.0?")).toEqual({
    names: [],
    rest: "e.g. which version, 3.5 or v2.0?",
  });
});

// Would catch: "What do I have to do…" kept to the file "to do.txt", and so refused
test("ordinary words name no file, only quotes, a word for files before them or a digit in them do", () => {
  const read = namesIn("to do.txt", "meeting notes.md", "norwich-city.txt");
  expect(read("What do I have to do to reset the router?").names).toEqual([]);
  expect(read("meeting notes about the budget").names).toEqual([]);
  expect(read("Where does Norwich City play?").names).toEqual([]);
  expect(read("What is open in “to do”?").names).toEqual(["to do.txt"]);
  expect(read("what does the file meeting notes say?").names).toEqual([
    "meeting notes.md",
  ]);
});

// Would catch: each of thousands of "index.md" compared with all others, for seconds in the engine's own thread
test("a name that a hundred thousand have names none, and holds nobody up", {
  timeout: 15_000,
}, () => {
  const rows = Array.from({ length: 120_000 }, (_, at) => ({
    id: String(at),
    name: "index.md",
  }));
  const db = {
    all: (sql: string) => (sql.startsWith("SELECT id, name FROM") ? rows : []),
    run: () => undefined,
    get: () => undefined,
    transaction: (work: () => unknown) => work(),
  };
  // Of a database only what is asked here
  const named = namedDocuments(
    db as unknown as Database,
    ["w"],
    "what does index.md say?",
  );
  expect(named.documents).toEqual([]);
});
