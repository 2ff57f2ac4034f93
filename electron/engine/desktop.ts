import { parseArgs } from "node:util";
import { RPCHandler } from "@orpc/server/message-port";
import { AppError, appErrorFrom } from "#contract/errors.ts";
import { parentPort } from "#native/workers/parent-port.ts";
import { utilityProcessSpawner } from "#native/workers/utility-process.ts";
import { createEngine, type Engine } from "./create-engine.ts";
import { MainLink } from "./main-link.ts";

/** The engine of the desktop host: a utility process that main starts, with a port for each page. */
const { values } = parseArgs({
  options: {
    data: { type: "string" },
    models: { type: "string" },
    version: { type: "string" },
    safe: { type: "boolean", default: false },
  },
});
const parent = parentPort();
if (parent === null || values.data === undefined || values.models === undefined)
  throw new AppError("internal", "Only Hearth's window starts this file.");

await run(new MainLink(parent), {
  dataFolder: values.data,
  modelsFolder: values.models,
  version: values.version ?? "0.0.0",
  isSafeStart: values.safe,
});

async function run(
  link: MainLink,
  options: {
    dataFolder: string;
    modelsFolder: string;
    version: string;
    isSafeStart: boolean;
  },
): Promise<void> {
  let engine: Engine | null = null;
  link.onMessage((message) => {
    if (message.type !== "quit") return;
    if (engine === null) process.exit(0);
    engine.close().then(
      () => process.exit(0),
      // Everything is committed as it happens; main writes the code to its log
      () => process.exit(1),
    );
  });
  try {
    engine = await createEngine({
      ...options,
      hostKind: "desktop",
      host: {
        pick: (kind) => link.pick(kind),
        showMain: () => link.showMain(),
        openFile: (path, how) => link.openFile(path, how),
      },
      spawner: utilityProcessSpawner(link.broker()),
    });
  } catch (error) {
    const known = appErrorFrom(error);
    // Anything else is a bug: the process ends with its stack, and main starts it again
    if (known === null) throw error;
    link.send({ type: "start-failed", error: known.toData() });
    return;
  }
  serve(link, engine);
  await tellSettings(link, engine);
}

function serve(link: MainLink, engine: Engine): void {
  const handler = new RPCHandler(engine.router);
  link.onMessage((message, port) => {
    if (message.type === "window" && port !== null) {
      handler.upgrade(port);
      // Electron's ports hold their messages until they are started
      (port as { start?: () => void }).start?.();
    }
    if (message.type === "grant")
      link.send({
        type: "granted",
        requestId: message.requestId,
        grantId: engine.grants.create(message.paths),
      });
  });
  link.send({ type: "ready" });
}

/** Main follows the theme and the shortcut for as long as the engine lives. */
async function tellSettings(link: MainLink, engine: Engine): Promise<void> {
  for await (const event of await engine.client.events.watch()) {
    if (event.type !== "settings") continue;
    const { theme, quickAskShortcut } = event.settings;
    link.send({ type: "settings", theme, quickAskShortcut });
  }
}
