import { expect, test } from "vitest";
import { DocumentTable } from "#core/library/documents/document-table.ts";
import { namedDocuments } from "#core/library/documents/named-documents.ts";
import { library } from "../../support/named-files.ts";

// Would catch: "summarise missing.pdf" answered from other files as if it were there
test("a file that is named with its ending and is not there is said, with the one that is named most alike", () => {
  const { db, own, add } = library();
  add("lease 2023.pdf");
  add("scan.pdf", own, false);
  const missing = (question: string) =>
    namedDocuments(db, [own], question).missing;
  expect(missing("summarise missing.pdf")).toEqual([
    { name: "missing.pdf", nearest: null },
  ]);
  expect(namedDocuments(db, [own], "summarise missing.pdf").rest).toBe(
    "summarise",
  );
  expect(missing("What does lease-2019.docx say?")).toEqual([
    { name: "lease-2019.docx", nearest: "lease 2023.pdf" },
  ]);
  expect(missing("What does scan.pdf say?")).toEqual([]);
  expect(missing("What does lease 2023.pdf say?")).toEqual([]);
});

// Would catch: "compare plan.md and missing.md" answered from the one file, with no word of the other
test("a file that is not there is said also beside one that is, and each of several", () => {
  const { db, own, add } = library();
  for (const name of ["plan.md", "to-do.txt", "lease 2023.pdf"]) add(name);
  add("scan.pdf", own, false);
  const asked = (question: string) => {
    const { documents, missing, rest } = namedDocuments(db, [own], question);
    return [
      documents.map(({ name }) => name),
      missing.map(({ name }) => name),
      rest,
    ];
  };
  expect(asked("Compare plan.md and missing.md")).toEqual([
    ["plan.md"],
    ["missing.md"],
    "Compare and",
  ]);
  expect(asked("what do to-do.txt and lease.docx say?")).toEqual([
    ["to-do.txt"],
    ["lease.docx"],
    "what do and say?",
  ]);
  expect(asked("compare a.pdf and b.pdf")).toEqual([
    [],
    ["a.pdf", "b.pdf"],
    "compare and",
  ]);
  expect(asked("plna.md or gone.pdf?")).toEqual([
    ["plan.md"],
    ["gone.pdf"],
    "or ?",
  ]);
  expect(asked("lease 2023 and gone.pdf")).toEqual([
    ["lease 2023.pdf"],
    ["gone.pdf"],
    "and",
  ]);
  expect(asked("What do plan.md and scan.pdf say?").slice(0, 2)).toEqual([
    ["plan.md"],
    [],
  ]);
});

// Would catch: "No file here is called 2024.pdf", and a warranty for a summary of the invoice
test.each([
  ["what is in invoice 2024.pdf?", "invoice 2024.pdf", "what is in ?"],
  ["does the invoice 2024.pdf hold?", "invoice 2024.pdf", "does the hold?"],
  ["what does my lease.pdf say", "lease.pdf", "what does my say"],
  ["invoice 2024.pdf", "invoice 2024.pdf", ""],
  ["summarise invoice 2024.pdf", "invoice 2024.pdf", "summarise"],
  [
    "What is in “terms of service.pdf”?",
    "terms of service.pdf",
    "What is in “ ”?",
  ],
  [
    "the file invoice 2024.pdf, please",
    "invoice 2024.pdf",
    "the file , please",
  ],
  [
    "was ist in der Datei Mietvertrag.pdf",
    "Mietvertrag.pdf",
    "was ist in der Datei",
  ],
])(
  "the name of a file that is not there has its spaces: %s",
  (question, name, rest) => {
    const { db, own, add } = library();
    add("Warranty boiler.pdf");
    const named = namedDocuments(db, [own], question);
    expect([named.missing.map((one) => one.name), named.rest]).toEqual([
      [name],
      rest,
    ]);
  },
);

// Would catch: a file with a space in its name called missing while it waits, or not found for a typing error
test("a name with spaces that is there is never missing", () => {
  const { db, own, add, read } = library();
  add("invoice 2024.pdf");
  add("scan 7.pdf", own, false);
  for (const name of ["invoice 2024.pdf", "invocie 2024.pdf"])
    expect(read(`what is in the ${name}?`).names).toEqual(["invoice 2024.pdf"]);
  for (const question of [
    "what is in invoice 2024.pdf?",
    "what is in invocie 2024.pdf?",
    "rent scan 7.pdf",
  ])
    expect(namedDocuments(db, [own], question).missing).toEqual([]);
});

// Would catch: a file that was removed taken for one that is there, and what it says looked for in others
test("a file that was removed is one that is not there", () => {
  const { db, own, add } = library();
  add("lease.pdf");
  const missing = () =>
    namedDocuments(db, [own], "What does lease.pdf say?").missing;
  expect(missing()).toEqual([]);
  const id = String(db.get("SELECT id FROM documents")?.["id"]);
  new DocumentTable(db).move("remove", [id]);
  expect(missing()).toMatchObject([{ name: "lease.pdf" }]);
});
