import { copyFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { HostKind } from "#contract/app.ts";
import { grantId } from "#contract/ids.ts";
import type { TurnPart } from "#contract/turns.ts";
import { createEngine, type Engine } from "#engine/create-engine.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import { storiesFile } from "../support/fixtures.ts";
import { silentLog, temporaryFolder } from "../support/library-fixture.ts";

const hosts: HostKind[] = ["desktop", "loopback", "command-line"];

let close: () => Promise<void> = async () => undefined;
afterEach(() => close());

async function start(hostKind: HostKind) {
  const temporary = temporaryFolder();
  const modelsFolder = join(temporary.path, "models");
  const elsewhere = join(temporary.path, "elsewhere.gguf");
  mkdirSync(join(modelsFolder, "below"), { recursive: true });
  copyFileSync(storiesFile, elsewhere);
  copyFileSync(storiesFile, join(modelsFolder, "mine.gguf"));
  const engine = await createEngine({
    dataFolder: join(temporary.path, "data"),
    modelsFolder,
    hostKind,
    host: {},
    version: "0.0.0",
    log: silentLog,
    spawner: childProcessSpawner({
      workersFolder: resolve(import.meta.dirname, "../../out/workers"),
    }),
  });
  close = async () => {
    await engine.close();
    temporary.remove();
  };
  return { engine, elsewhere };
}

type Ask = Parameters<Engine["client"]["turns"]["ask"]>[0];

async function ask(
  { client }: Engine,
  choice: Pick<Ask, "model" | "modelGrant">,
): Promise<TurnPart[]> {
  const [workspace] = await client.workspaces.list();
  if (workspace === undefined) throw new Error("There is no workspace.");
  const { turnId } = await client.turns.ask({
    workspaceId: workspace.id,
    question: "What did Lily have?",
    ...choice,
  });
  const parts: TurnPart[] = [];
  for await (const part of await client.turns.watch({ turnId }))
    parts.push(part);
  return parts;
}

test.each(hosts)(
  "%s: a question names a model of the list, never a file",
  async (hostKind) => {
    const { engine, elsewhere } = await start(hostKind);
    for (const model of [
      elsewhere,
      "../elsewhere.gguf",
      "below/../mine.gguf",
      "/etc/passwd",
    ]) {
      const parts = await ask(engine, { model });
      expect(parts.at(-1)).toMatchObject({
        type: "error",
        error: { code: "model-missing" },
      });
    }
    const [first] = await ask(engine, { model: "mine.gguf" });
    expect(first).toMatchObject({ type: "start", model: { id: "mine.gguf" } });
  },
);

test.each(hosts)(
  "%s: a file that was handed over answers one question, and a made-up grant none",
  async (hostKind) => {
    const { engine, elsewhere } = await start(hostKind);
    const modelGrant = grantId.parse(engine.grants.create([elsewhere]));
    const [first] = await ask(engine, { modelGrant });
    expect(first).toMatchObject({
      type: "start",
      model: { name: "elsewhere" },
    });
    for (const spent of [modelGrant, grantId.parse(crypto.randomUUID())])
      await expect(ask(engine, { modelGrant: spent })).rejects.toMatchObject({
        data: { code: "not-permitted" },
      });
  },
);

test.each(hosts)(
  "%s: no other call takes a path where the page is a stranger's",
  async (hostKind) => {
    const { engine, elsewhere } = await start(hostKind);
    const { client } = engine;
    const { capabilities } = await client.app.info();
    expect(capabilities.paths).toBe(hostKind !== "desktop");
    const id = elsewhere as never;
    await expect(client.models.select({ id })).rejects.toMatchObject({
      data: { code: "model-missing" },
    });
    await expect(client.models.remove({ id })).rejects.toMatchObject({
      data: { code: "model-missing" },
    });
    await client.app.updateSettings({ languageModel: elsewhere });
    const [first] = await ask(engine, {});
    expect(first).toMatchObject({ model: { id: "mine.gguf" } });
    if (capabilities.paths) return;
    await expect(client.models.add({ path: elsewhere })).rejects.toMatchObject({
      data: { code: "not-permitted" },
    });
  },
);
