import { fork } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEngine, type Engine } from "#engine/create-engine.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import { silentLog, temporaryFolder } from "../support/library-fixture.ts";

const child = resolve(import.meta.dirname, "../support/inbox-child.ts");
const out = resolve(import.meta.dirname, "../../out");

let temporary: ReturnType<typeof temporaryFolder>;
let dataFolder: string;
let file: string;

beforeEach(() => {
  temporary = temporaryFolder();
  dataFolder = join(temporary.path, "data");
  file = join(dataFolder, "inbox", "0123456789abcdef", "letter.txt");
  mkdirSync(dataFolder);
});
afterEach(() => temporary.remove());

/** An engine on the data folder, of whatever host: it sweeps the inbox at its start. */
async function withHost(use: (engine: Engine) => Promise<void>): Promise<void> {
  const engine = await createEngine({
    dataFolder,
    modelsFolder: join(dataFolder, "models"),
    hostKind: "desktop",
    host: {},
    version: "test",
    log: silentLog,
    spawner: childProcessSpawner({ workersFolder: join(out, "workers") }),
  });
  try {
    await use(engine);
  } finally {
    await engine.close();
  }
}

async function workspaceOf(engine: Engine) {
  const [workspace] = await engine.client.workspaces.list();
  if (workspace === undefined) throw new Error("no workspace");
  return workspace.id;
}

/** Resolves when the event stream has told of a document in this state. */
async function indexed(engine: Engine, resume: () => Promise<void>) {
  const ended = new AbortController();
  let isResumed = false;
  for await (const event of await engine.client.events.watch(undefined, {
    signal: ended.signal,
  })) {
    if (!isResumed) await resume();
    isResumed = true;
    if (event.type === "documents" && event.counts.indexed > 0) break;
  }
  ended.abort();
}

test("a file that was handed over is still there after a kill before its walk ended, while its job was paused", {
  timeout: 60_000,
}, async () => {
  const host = fork(child, [dataFolder, file], { execArgv: [] });
  const said = await new Promise((resolveSaid) =>
    host.once("message", resolveSaid),
  );
  expect(said).toBe("paused before the walk");
  host.kill("SIGKILL");
  await new Promise((gone) => host.once("exit", gone));
  await withHost(async (engine) => {
    expect(existsSync(file)).toBe(true);
    const [job] = await engine.client.jobs.list();
    expect(job?.state).toBe("paused");
    await indexed(engine, async () => {
      if (job !== undefined) await engine.client.jobs.resume({ jobId: job.id });
    });
  });
  // Known now, so that it stays at every start
  await withHost(async (engine) => {
    expect(existsSync(file)).toBe(true);
    const workspaceId = await workspaceOf(engine);
    const { documents } = await engine.client.library.list({ workspaceId });
    const documentIds = documents.map(({ id }) => id);
    const { removed } = await engine.client.library.remove({
      workspaceId,
      documentIds,
    });
    expect(removed).toBe(1);
    expect(existsSync(file)).toBe(true);
  });
  // Deleted with its document, at the latest when Hearth ends
  expect(existsSync(file)).toBe(false);
  expect(existsSync(dirname(file))).toBe(false);
});

test("a data folder behind a link loses no copy: neither a file that was handed over nor a text that was pasted", {
  timeout: 60_000,
}, async () => {
  renameSync(dataFolder, `${dataFolder}-moved`);
  symlinkSync(`${dataFolder}-moved`, dataFolder);
  let pasted = "";
  await withHost(async (engine) => {
    // Swept at the start, for nobody had added it
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "A letter about the boiler.");
    const workspaceId = await workspaceOf(engine);
    await indexed(engine, async () => {
      await engine.client.library.add({
        workspaceId,
        grants: [engine.grants.create([file])],
      });
      const text = { workspaceId, name: "note", text: "A note on the rent." };
      pasted = (await engine.client.library.addText(text)).path;
    });
  });
  await withHost(async (engine) => {
    expect(existsSync(file)).toBe(true);
    expect(existsSync(pasted)).toBe(true);
    const workspaceId = await workspaceOf(engine);
    const { documents } = await engine.client.library.list({ workspaceId });
    await engine.client.library.remove({
      workspaceId,
      documentIds: documents.map(({ id }) => id),
    });
  });
  await withHost(async () => {
    expect(existsSync(file)).toBe(false);
    expect(existsSync(pasted)).toBe(false);
  });
});
