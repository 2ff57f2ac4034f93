import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "#contract/errors.ts";
import type { AppEvent } from "#contract/events.ts";
import { EventHub } from "#core/events/event-hub.ts";
import { JobStore } from "#core/jobs/job-store.ts";
import { documentState } from "#core/library/documents/document-states.ts";
import { DocumentStore } from "#core/library/documents/document-store.ts";
import {
  defaultSettings,
  SettingsStore,
} from "#core/settings/settings-store.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { migrations } from "#native/database/migrations.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { silentLog, temporaryFolder } from "../../support/library-fixture.ts";

let temporary: ReturnType<typeof temporaryFolder>;
let opened: ReturnType<typeof createDatabase>;

beforeEach(() => {
  temporary = temporaryFolder();
  opened = createDatabase({
    file: join(temporary.path, "hearth.db"),
    log: silentLog,
    clock: systemClock,
  });
});

afterEach(() => {
  opened.close();
  temporary.remove();
});

test("there is one default workspace from the first use, and names are taken whatever their case", () => {
  const store = new WorkspaceStore(opened.database, systemClock);
  expect(store.list().map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ["Documents", true],
  ]);
  store.create("Überblick");
  expect(store.list()).toHaveLength(2);
  expect(store.findByName("ÜBERBLICK")?.name).toBe("Überblick");
  expect(() => store.create("überblick")).toThrow(AppError);
  expect(store.default()).toEqual(store.list()[0]);
  expect(() => store.get(crypto.randomUUID())).toThrow(AppError);
});

test("the active index is null until set, and reads back as it was written", () => {
  const store = new WorkspaceStore(opened.database, systemClock);
  const { id } = store.default();
  expect(store.activeIndex(id)).toBeNull();
  const key = {
    workspaceId: id,
    embeddingModelId: "m",
    dimension: 3,
    chunkerVersion: 1,
  };
  store.setActiveIndex(id, key);
  expect(store.activeIndex(id)).toEqual(key);
  store.setActiveIndex(id, null);
  expect(store.activeIndex(id)).toBeNull();
});

test("settings keep what was set, tell every client, and survive a value that can't be read", async () => {
  const hub = new EventHub();
  const heard: AppEvent[] = [];
  hub.publish = (event) => heard.push(event);
  const store = new SettingsStore(opened.database, hub);
  expect(store.get()).toEqual(defaultSettings);
  store.update({ theme: "dark", quickAskShortcut: null });
  expect(store.get()).toEqual({
    ...defaultSettings,
    theme: "dark",
    quickAskShortcut: null,
  });
  expect(heard).toEqual([{ type: "settings", settings: store.get() }]);
  opened.database.run(
    "UPDATE settings SET value = 'not json' WHERE key = 'setting.theme'",
  );
  expect(store.get().theme).toBe("system");
  store.setValue("theme", "a private value of the same name");
  expect(store.getValue("theme")).toBe("a private value of the same name");
  expect(store.get().theme).toBe("system");
  expect(store.getValue("other")).toBeNull();
});

test("documents are found by part of their path, whatever its case, and signs of SQL mean nothing", () => {
  const { database } = opened;
  const workspaceId = new WorkspaceStore(database, systemClock).default().id;
  const names = ["Straße 100%.pdf", "strasse_1.pdf", "ÄPFEL.txt", "a\\b.txt"];
  for (const [at, name] of names.entries())
    database.run(
      `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
       VALUES (:id, :workspaceId, :path, :name, 1, 1, 'queued', :at)`,
      { id: crypto.randomUUID(), workspaceId, path: `/f/${name}`, name, at },
    );
  const store = new DocumentStore(database);
  const found = (filter: string) =>
    store
      .list({ workspaceId, offset: 0, limit: 10, filter })
      .documents.map(({ name }) => name);
  expect(found("100%")).toEqual(["Straße 100%.pdf"]);
  expect(found("äpfel")).toEqual(["ÄPFEL.txt"]);
  expect(found("a\u0308pfel")).toEqual(["ÄPFEL.txt"]);
  expect(found("E_1")).toEqual(["strasse_1.pdf"]);
  expect(found("a\\b")).toEqual(["a\\b.txt"]);
  expect(found("")).toEqual([...names].reverse());
  expect(
    store.list({ workspaceId, offset: 1, limit: 2, filter: "" }),
  ).toMatchObject({ total: 4, documents: { length: 2 } });
});

test("a search finds documents that are indexed, and none that is in work, failed or removed", () => {
  const { database } = opened;
  const { id: workspaceId } = new WorkspaceStore(
    database,
    systemClock,
  ).default();
  for (const status of documentState.options)
    database.run(
      `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
       VALUES (:status, :workspaceId, :path, :name, 1, 1, :status, 1)`,
      { status, workspaceId, path: `/f/${status}`, name: status },
    );
  const store = new DocumentStore(database);
  expect([
    ...store.searchable([...documentState.options, "unknown"]).values(),
  ]).toEqual([
    { id: "indexed", workspaceId, name: "indexed", path: "/f/indexed" },
  ]);
});

// Would catch: a search that goes on showing a document that was removed, or never shows one that was read meanwhile
test("a search sees at once what became of a document that it found before, also where it was none", () => {
  const { database } = opened;
  const { id: workspaceId } = new WorkspaceStore(
    database,
    systemClock,
  ).default();
  database.run(
    `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, added_at)
     VALUES ('a', :workspaceId, '/f/a', 'a', 1, 1, 'queued', 1)`,
    { workspaceId },
  );
  const store = new DocumentStore(database);
  const found = () => store.searchable(["a"]).get("a")?.name;
  const become = (change: string) =>
    database.run(`UPDATE documents SET ${change} WHERE id = 'a'`);
  expect(found()).toBeUndefined();
  become("status = 'indexed'");
  expect(found()).toBe("a");
  expect(found()).toBe("a");
  become("name = 'b'");
  expect(found()).toBe("b");
  become("status = 'removed'");
  expect(found()).toBeUndefined();
});

test("a job that ended in this run is listed, also when the clock was set back meanwhile", () => {
  let now = 1_000_000;
  const clock = { ...systemClock, now: () => now };
  const { id: workspaceId } = new WorkspaceStore(
    opened.database,
    clock,
  ).default();
  const store = new JobStore(opened.database, clock);
  const jobOf = (label: string) =>
    store.create({ workspaceId, kind: "index", label, paths: ["/a"] }).id;
  const first = jobOf("first");
  now -= 500_000;
  const second = jobOf("second");
  expect(store.runnable().map(({ id }) => id)).toEqual([first, second]);
  store.end(first, "done");
  expect(store.list().map(({ id }) => id)).toEqual([second, first]);
  const nextRun = new JobStore(opened.database, clock);
  expect(nextRun.list().map(({ id }) => id)).toEqual([second]);
});

test("a default workspace that was shown as Everything becomes Documents, unless the person named it", () => {
  const names = [
    ["My files", "Documents"],
    ["Papers", "Papers"],
  ] as const;
  for (const [index, [before, after]] of names.entries()) {
    const options = {
      file: join(temporary.path, `older-${index}.db`),
      log: silentLog,
      clock: systemClock,
    };
    const older = createDatabase({
      ...options,
      schema: migrations.slice(0, 1),
    });
    older.database.run(
      `INSERT INTO workspaces (id, name, created_at, is_default) VALUES (:id, :name, 1, 1)`,
      { id: crypto.randomUUID(), name: before },
    );
    older.close();
    const newer = createDatabase(options);
    const store = new WorkspaceStore(newer.database, systemClock);
    expect(store.default().name).toBe(after);
    newer.close();
  }
});

test("a workspace is renamed, also only in its case, but not to a name that another has", () => {
  const store = new WorkspaceStore(opened.database, systemClock);
  const house = store.create("house");
  expect(store.rename(house.id, "House").name).toBe("House");
  expect(() => store.rename(house.id, "documents")).toThrow(AppError);
  expect(store.rename(store.default().id, "Papers").isDefault).toBe(true);
});

// Would catch: "37 need you", of which thirty are empty files that nobody can do anything about
test("needs a person only what a person can do something about", () => {
  const { database } = opened;
  const workspaceId = new WorkspaceStore(database, systemClock).default().id;
  const store = new DocumentStore(database);
  const reason = (code: string, advice: string | null) =>
    JSON.stringify({ code, message: "It failed.", advice, params: {} });
  const rows = [
    ["locked.pdf", "failed", reason("password-needed", "Save a copy.")],
    ["empty.txt", "failed", reason("file-empty", null)],
    ["lost.txt", "failed", null],
    ["tool.exe", "skipped", reason("unsupported-type", "Save it as PDF.")],
    ["notes.txt", "indexed", null],
  ] as const;
  for (const [name, status, why] of rows)
    database.run(
      `INSERT INTO documents (id, workspace_id, path, name, size_bytes, modified_ms, status, reason, added_at)
       VALUES (:id, :workspaceId, :path, :name, 1, 1, :status, :why, 1)`,
      {
        id: crypto.randomUUID(),
        workspaceId,
        path: `/files/${name}`,
        name,
        status,
        why,
      },
    );
  expect(store.counts(workspaceId)).toMatchObject({ failed: 3, needYou: 1 });
  const page = { workspaceId, filter: "", offset: 0, limit: 10 };
  expect(
    store
      .list({ ...page, status: "needs-you" })
      .documents.map(({ name }) => name),
  ).toEqual(["locked.pdf"]);
  expect(store.list({ ...page, status: "failed" }).total).toBe(3);
});
