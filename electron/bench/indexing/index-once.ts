import { AppError } from "#contract/errors.ts";
import { createEngine, type Engine } from "#engine/create-engine.ts";
import { addAndWait } from "../../headless/add-and-wait.ts";
import { countingSpawner } from "./counted-sessions.ts";

const silent = { note: () => undefined, progress: () => undefined };

/** Indexes a folder with an engine of its own, which is warm: it has read and embedded one small document before. */
export async function indexOnce(
  options: {
    files: string;
    warmUpFile: string;
    dataFolder: string;
    modelsFolder: string;
    /** Documents in the folder, all of which must become searchable. */
    expected: number;
  },
  { signal }: { signal: AbortSignal },
): Promise<{ seconds: number; sessions: number }> {
  const { dataFolder, modelsFolder, expected } = options;
  const counting = countingSpawner();
  const engine = await createEngine({
    dataFolder,
    modelsFolder,
    hostKind: "command-line",
    host: {},
    version: "bench",
    spawner: counting.spawner,
  });
  try {
    await indexToEnd(engine, options.warmUpFile, { signal });
    counting.start();
    const startMs = performance.now();
    await indexToEnd(engine, options.files, { signal });
    const seconds = (performance.now() - startMs) / 1000;
    await requireIndexed(engine, expected + 1);
    return { seconds, sessions: counting.sessions() };
  } finally {
    await engine.close();
  }
}

/** Adds it to the first workspace and waits for its end, without a word. @throws as addAndWait */
export async function indexToEnd(
  engine: Engine,
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const [workspace] = await engine.client.workspaces.list();
  if (workspace === undefined) throw new AppError("not-found", "No workspace.");
  await addAndWait({ engine, output: silent, signal }, workspace.id, [path]);
}

async function requireIndexed(
  { client }: Engine,
  expected: number,
): Promise<void> {
  const [workspace] = await client.workspaces.list();
  if (workspace === undefined) return;
  const { counts } = await client.library.list({
    workspaceId: workspace.id,
    limit: 1,
  });
  if (counts.indexed !== expected)
    throw new AppError(
      "internal",
      `${counts.indexed} of ${expected} documents were indexed.`,
    );
}
