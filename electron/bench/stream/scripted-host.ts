import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AppError } from "#contract/errors.ts";
import { createEngine, type Engine } from "#engine/create-engine.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import { startServer } from "../../server/start-server.ts";
import { indexToEnd } from "../indexing/index-once.ts";
import { atOnce } from "./script.ts";

/** As much as a llama.cpp header needs to be listed; nothing loads it. */
const scriptedModel = () => {
  const text = (value: string) => {
    const bytes = Buffer.from(value);
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(bytes.length));
    return Buffer.concat([length, bytes]);
  };
  const start = Buffer.alloc(24);
  start.write("GGUF", "latin1");
  start.writeUInt32LE(3, 4);
  start.writeBigUInt64LE(1n, 16);
  return Buffer.concat([
    start,
    text("general.architecture"),
    Buffer.from([8, 0, 0, 0]),
    text("llama"),
    Buffer.alloc(4096),
  ]);
};

/**
 * Hearth for browsers with a script in place of llama.cpp, and in it a conversation of many turns. Resolves with its
 * one-time address and the conversation's id.
 */
export async function startScripted(
  folder: string,
  turns: number,
  { signal }: { signal: AbortSignal },
) {
  const modelsFolder = join(folder, "models");
  await mkdir(modelsFolder);
  await writeFile(join(modelsFolder, "script.gguf"), scriptedModel());
  const file = join(folder, "lease.txt");
  await writeFile(
    file,
    "Notice is given by registered letter. The deposit is returned within one month.\n",
  );
  const dataFolder = join(folder, "data");
  const engine = await createEngine({
    dataFolder,
    modelsFolder,
    hostKind: "loopback",
    host: {},
    version: "bench",
    spawner: spawnerWithScript(),
  });
  await indexToEnd(engine, file, { signal });
  const conversationId = await fill(engine, turns);
  const server = await startServer({
    engine,
    dataFolder,
    // Bundled, every entry and chunk lies one folder below `out`
    pages: resolve(import.meta.dirname, "../renderer"),
    onBug: (error) => process.stderr.write(`${String(error)}\n`),
  });
  return {
    url: server.newAddress(),
    conversationId,
    stop: async () => {
      await server.close();
      await engine.close();
    },
  };
}

function spawnerWithScript() {
  const own = childProcessSpawner({
    workersFolder: resolve(import.meta.dirname, "../workers"),
  });
  const scripted = childProcessSpawner({
    workersFolder: resolve(import.meta.dirname, "scripted-workers"),
  });
  return {
    spawn: (kind: Parameters<typeof own.spawn>[0]) =>
      (kind === "llm" ? scripted : own).spawn(kind),
  };
}

async function fill({ client }: Engine, turns: number): Promise<string> {
  const [workspace] = await client.workspaces.list();
  if (workspace === undefined) throw new AppError("not-found", "No workspace.");
  let conversationId:
    | Awaited<ReturnType<typeof client.turns.ask>>["conversationId"]
    | undefined;
  for (let turn = 1; turn <= turns; turn += 1) {
    const asked = await client.turns.ask({
      workspaceId: workspace.id,
      question: `${atOnce} how is notice given, and when is the deposit returned (${turn})?`,
      ...(conversationId === undefined ? {} : { conversationId }),
    });
    ({ conversationId } = asked);
    for await (const part of await client.turns.watch({ turnId: asked.turnId }))
      if (part.type === "finish" && part.reason !== "complete")
        throw new AppError("internal", `An answer ended as ${part.reason}.`);
  }
  return conversationId ?? "";
}
