import { expect, test } from "vitest";
import { namedDocuments } from "#core/library/documents/named-documents.ts";
import { withoutFileWords } from "#core/library/documents/said-files.ts";
import type { Database } from "#core/ports/database.ts";
import { library, namesIn } from "../../support/named-files.ts";

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
    all: (sql: string) =>
      sql.startsWith("SELECT id, name, folder FROM") ? rows : [],
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
  const question = "What does lease.pdf say about policy 2024?";
  expect(read(question)).toEqual({ names: [], rest: question });
  expect(read("What does laese.pdf say?").names).toEqual([]);
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

// Would catch: a version, a number or a product taken for a file, and the question refused for it
test.each([
  "How fast is node.js?",
  "What is on https://example.com/a/report.pdf?",
  "e.g. which version, 3.5 or v2.0?",
  "Who pays 1,200.50 a month?",
  "Does vue.js or asp.net need it, i.e. today?",
  "What do I do after I reset the router?",
  "How much notice must I give to end the lease?",
  "What does the boiler's warranty leave out?",
  "Which of my invoices are unpaid?",
  "mail me at anna@example.com",
])("words that are no file name none: %s", (question) => {
  const { db, own, add } = library();
  for (const name of ["node guide.pdf", "router.md", "lease.pdf", "v2.md"])
    add(name);
  const { documents, missing, rest } = namedDocuments(db, [own], question);
  expect({ documents, missing, rest }).toEqual({
    documents: [],
    missing: [],
    rest: question,
  });
});

// Would catch: "what does the report file say" refused for want of the word "file", with annual report.md there
test("one word before the word file names the one document whose name holds it", () => {
  const { add, read } = library();
  add("annual report.md");
  add("tax 2023.pdf");
  add("tax 2024.pdf");
  expect(read("what does the report file say")).toEqual({
    names: ["annual report.md"],
    rest: "what does the say",
  });
  for (const question of [
    "what does the tax file say",
    "what does the port file say",
    "which report file is it",
    "what does the report say",
  ])
    expect(read(question)).toEqual({ names: [], rest: question });
});

test("the word file beside a name is no word that is looked for", () => {
  const read = namesIn("plan.md", "meeting notes.md");
  expect(read("What does the plan.md file say of Bert?").rest).toBe(
    "What does the say of Bert?",
  );
  expect(read("what of rent is in the file meeting notes").rest).toBe(
    "what of rent is in the",
  );
  expect(withoutFileWords("what does the to do file say of file types")).toBe(
    "what does the to do say of file types",
  );
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
