import { expect, test } from "vitest";
import { JobStore } from "#core/jobs/job-store.ts";
import { DocumentTable } from "#core/library/documents/document-table.ts";
import { namedDocuments } from "#core/library/documents/named-documents.ts";
import type { Database } from "#core/ports/database.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { testDatabase } from "../../support/test-database.ts";

function library() {
  const db = testDatabase();
  const workspaces = new WorkspaceStore(db, systemClock);
  const own = workspaces.default().id;
  const table = new DocumentTable(db);
  let added = 0;
  const add = (name: string, workspaceId: string = own, isIndexed = true) => {
    const { id: jobId } = new JobStore(db, systemClock).create({
      workspaceId,
      kind: "index",
      label: name,
      paths: [],
    });
    const id = table.insert({
      workspaceId,
      jobId,
      path: `/${added++}/${name}`,
      name,
      sizeBytes: 1,
      modifiedMs: 1,
      status: "queued",
      reason: null,
      addedAt: 1,
    });
    if (isIndexed)
      for (const step of ["claim", "embed", "index"] as const)
        table.move(step, [id]);
  };
  const read = (question: string) => {
    const { documents, rest } = namedDocuments(db, [own], question);
    return { names: documents.map(({ name }) => name).sort(), rest };
  };
  return { db, own, workspaces, add, read };
}

/** What each question names among these files. */
function namesIn(...files: string[]) {
  const { add, read } = library();
  for (const name of files) add(name);
  return read;
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

// Would catch: a question kept to a file that no search can find, or to one of a workspace that is not asked
test("a file that is not read yet, or that another workspace has, is not named", () => {
  const { workspaces, add, read } = library();
  const other = workspaces.create("Other").id;
  add("lease.pdf", undefined, false);
  add("policy-2024.pdf", undefined, false);
  add("lease.pdf", other);
  add("policy-2024.pdf", other);
  const question = "What does lease.pdf say about policy 2024, or laese.pdf?";
  expect(read(question)).toEqual({ names: [], rest: question });
  add("lease.pdf");
  expect(read("What does lease.pdf say?").names).toEqual(["lease.pdf"]);
});

// Would catch: files from before the words of names were kept, which no question names any more
test("a file that came in before its words were kept is named too", () => {
  const { db, add, read } = library();
  add("Lease 2024.pdf");
  db.run("UPDATE documents SET name_words = NULL, stem_words = NULL");
  expect(read("What does lease 2024 say?").names).toEqual(["Lease 2024.pdf"]);
});

// Would catch: "readme.md" of forty projects taken for what somebody named
test("a name that more than twenty files have names none of them", () => {
  const { workspaces, db, add, read } = library();
  const others = workspaces.create("Others").id;
  for (let count = 0; count < 21; count += 1) add("readme.md");
  add("readme.md", others);
  expect(read("What does readme.md say?").names).toEqual([]);
  db.run(
    "DELETE FROM documents WHERE rowid = (SELECT min(rowid) FROM documents)",
  );
  expect(read("What does readme.md say?").names).toHaveLength(20);
});

// Would catch: five files of one name are said to be asked, and nobody can tell which
test("files of one name come with the folder that each lies in", () => {
  const { db, workspaces, add } = library();
  add("SOURCE.md");
  add("SOURCE.md");
  const { documents } = namedDocuments(
    db,
    [workspaces.default().id],
    "What is in SOURCE.md?",
  );
  expect(documents.map(({ folder }) => folder).sort()).toEqual(["/0/", "/1/"]);
});

// Would catch: "summarise missing.pdf" answered from other files as if it were there
test("a file that is named with its ending and is not there is said, with the one that is named most alike", () => {
  const { db, own, add } = library();
  add("lease 2023.pdf");
  add("scan.pdf", own, false);
  const missing = (question: string) =>
    namedDocuments(db, [own], question).missing;
  expect(missing("summarise missing.pdf")).toEqual({
    name: "missing.pdf",
    nearest: null,
  });
  expect(namedDocuments(db, [own], "summarise missing.pdf").rest).toBe(
    "summarise",
  );
  expect(missing("What does lease-2019.docx say?")).toEqual({
    name: "lease-2019.docx",
    nearest: "lease 2023.pdf",
  });
  expect(missing("What does scan.pdf say?")).toBeNull();
  expect(missing("How fast is node.js?")).toBeNull();
  expect(missing("What is on https://example.com/a/report.pdf?")).toBeNull();
  expect(missing("What does lease 2023.pdf say?")).toBeNull();
});

// Would catch: todo.md not found by what everybody calls it; or "to do" and "a file" taken for its name
test("what is said before the word file is a name behind an article, also where it is one word", () => {
  const read = namesIn("todo.md", "meeting notes.md", "log.txt");
  expect(read("what is in the to do file?").names).toEqual(["todo.md"]);
  expect(read("Summarise my meeting notes document").names).toEqual([
    "meeting notes.md",
  ]);
  for (const question of [
    "What do I have to do?",
    "Who has to do file work?",
    "Who takes meeting notes?",
    "Which log file is full?",
    "What is the to do?",
  ])
    expect(read(question).names).toEqual([]);
});
