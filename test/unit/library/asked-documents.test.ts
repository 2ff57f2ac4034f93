import { expect, test } from "vitest";
import {
  askedDocuments,
  maxFolderDocuments,
} from "#core/library/documents/asked-documents.ts";
import { mentionable } from "#core/palette/mentionable.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { testDatabase } from "../../support/test-database.ts";

function library() {
  const db = testDatabase();
  const workspaces = new WorkspaceStore(db, systemClock);
  const own = workspaces.default().id;
  const other = workspaces.create("Other").id;
  let addedAt = 0;
  const add = (path: string, workspace: string = own, status = "indexed") => {
    const id = crypto.randomUUID();
    db.run(
      `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
       VALUES (:id, :workspace, :path, :name, 1, 1, :status, :addedAt)`,
      {
        id,
        workspace,
        path,
        name: path.split(/[\\/]/).at(-1) ?? "",
        status,
        addedAt: addedAt++,
      },
    );
    return id;
  };
  return {
    add,
    other,
    ask: (folders: string[], documentIds?: string[], question = "Why?") =>
      askedDocuments(db, [own], { question, folders, documentIds }),
    names: (query: string, scope: "workspace" | "everything" = "workspace") =>
      mentionable(db, { workspaceId: own, scope, query }).map(
        ({ kind, name }) => `${kind} ${name}`,
      ),
    counts: (query: string) =>
      mentionable(db, { workspaceId: own, scope: "workspace", query }).map(
        (item) => (item.kind === "folder" ? item.documents : null),
      ),
  };
}

// Would catch: a folder beside it whose name begins alike, one of another workspace, or what can't be searched
test("a folder is the searchable documents below it, of the asked workspace alone", () => {
  const { add, ask, other } = library();
  const wanted = [add("/a/work/one.pdf"), add("/a/work/deep/two.pdf")];
  add("/a/work-old/three.pdf");
  add("/a/work/four.pdf", other);
  add("/a/work/five.pdf", undefined, "failed");
  const chosen = add("/b/six.pdf");
  expect(ask(["/a/work"])).toMatchObject({
    within: [],
    withinFolders: [{ path: "/a/work", name: "work" }],
    only: wanted,
    asked: "Why?",
  });
  expect(new Set(ask(["/a/work"], [chosen]).only)).toEqual(
    new Set([...wanted, chosen]),
  );
});

// Would catch: `%` and `_` taken as patterns, or a path of Windows cut at the wrong sign
test("a folder's path is compared letter by letter, in the form of its platform", () => {
  const { add, ask } = library();
  const percent = add("/a/100%_done/one.pdf");
  add("/a/100x_done/two.pdf");
  const windows = add("C:\\Work\\three.pdf");
  expect(ask(["/a/100%_done"]).only).toEqual([percent]);
  expect(ask(["C:\\Work"]).only).toEqual([windows]);
});

// Would catch: a question about a folder that is gone, or a made-up path, goes through everything
test("a folder without searchable documents is refused, and so is one with too many", () => {
  const { add, ask } = library();
  add("/a/one.pdf");
  expect(() => ask(["/gone"])).toThrow(
    expect.objectContaining({ code: "not-found" }),
  );
  for (let index = 0; index <= maxFolderDocuments; index++)
    add(`/many/${index}.txt`);
  expect(() => ask(["/many"])).toThrow(
    expect.objectContaining({ code: "invalid-request" }),
  );
});

// Would catch: a removed document that is offered as asked, and the whole library in its place when it was the only one
test("a chosen document that was removed is not asked, and alone it is refused", () => {
  const { add, ask } = library();
  const gone = add("/a/gone.pdf", undefined, "removed");
  const there = add("/a/there.pdf");
  expect(ask([], [gone, there])).toMatchObject({
    within: [{ name: "there.pdf" }],
    only: [there],
  });
  expect(() => ask([], [gone])).toThrow(
    expect.objectContaining({ code: "not-found" }),
  );
});

test("without a choice the documents that the question names are meant, or all", () => {
  const { add, ask } = library();
  const id = add("/a/lease.pdf");
  expect(ask([], undefined, "What does lease.pdf say?").only).toEqual([id]);
  expect(ask([]).only).toBeNull();
  expect(ask([], [], "What does lease.pdf say?").only).toBeNull();
});

// Would catch: only exact names, only folders with files of their own, or names of another workspace
test("documents and folders are listed by a forgiving match of their names", () => {
  const { add, names, counts, other } = library();
  add("/home/ana/Contracts/2024/lease.pdf");
  add("/home/ana/Contracts/2023/insurance.pdf");
  add("/home/ana/Contracts/2023/unread.pdf", undefined, "queued");
  add("/x/contracts of others.pdf", other);
  expect(names("contarcts")).toEqual(["folder Contracts"]);
  expect(counts("contracts")).toEqual([2]);
  expect(names("contracts", "everything")).toEqual([
    "folder Contracts",
    "document contracts of others.pdf",
  ]);
  expect(names("lea")).toEqual(["document lease.pdf"]);
  expect(names("unread")).toEqual([]);
  expect(names("?!")).toEqual([]);
});

test("before anything is typed the newest are listed", () => {
  const { add, names } = library();
  add("/a/Old/old.pdf");
  add("/a/New/new.pdf");
  expect(names("")).toEqual([
    "folder New",
    "folder Old",
    "document new.pdf",
    "document old.pdf",
  ]);
});
