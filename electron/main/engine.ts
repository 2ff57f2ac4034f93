import { join } from "node:path";
import { app, type WebContents } from "electron";
import type { EngineMessage } from "#desktop-link/broker.ts";
import { Requests } from "#desktop-link/requests.ts";
import { askAfterCrashes, askAfterFailedStart } from "./engine-failure.ts";
import { EngineProcess } from "./engine-process.ts";
import type { Folders } from "./folders.ts";
import type { MainLog } from "./main-log.ts";
import { openFile } from "./open-file.ts";
import { pickPaths } from "./pick-dialog.ts";
import { WindowPorts } from "./window-ports.ts";
import { WorkerProcesses } from "./worker-processes.ts";

export interface EngineHandle {
  start(): void;
  /** Gives the page a port, now or when the engine is ready. */
  connect(page: WebContents): void;
  grant(paths: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** The engine with its workers, and the answers to what it asks of main. */
export function setupEngine(options: {
  /** Holds engine/ and workers/. */
  outFolder: string;
  folders: Folders;
  log: MainLog;
  showMain: () => void;
  onSettings: (settings: Extract<EngineMessage, { type: "settings" }>) => void;
}): EngineHandle {
  const { outFolder, folders, log } = options;
  const grants = new Requests<string>();
  const engine = new EngineProcess({
    entryFile: join(outFolder, "engine/desktop.js"),
    args: [
      "--data",
      folders.data,
      "--models",
      folders.models,
      "--version",
      app.getVersion(),
    ],
    log,
    onMessage: (message) => onMessage(message),
    onReady: () => ports.onReady(),
    onExit: () => {
      ports.onExit();
      workers.endAll();
      grants.failAll("The engine ended");
    },
    onCrashes: () => askAfterCrashes(folders.logs),
    onStartFailed: (error) => askAfterFailedStart(error, folders.logs),
  });
  const ports = new WindowPorts(engine);
  const workers = new WorkerProcesses({
    folder: join(outFolder, "workers"),
    post: (message, handed) => engine.post(message, handed),
  });

  function onMessage(message: EngineMessage): void {
    switch (message.type) {
      case "spawn-worker":
      case "kill-worker":
        workers.handle(message);
        return;
      case "pick":
        void pick(message.requestId, message.kind);
        return;
      case "show-main":
        options.showMain();
        engine.post({ type: "main-shown", requestId: message.requestId });
        return;
      case "open-file":
        void openFile(message).then((refusal) =>
          engine.post({
            type: "file-opened",
            requestId: message.requestId,
            refusal,
          }),
        );
        return;
      case "granted":
        grants.answer(message.requestId, message.grantId);
        return;
      case "settings":
        options.onSettings(message);
        return;
      case "ready":
      case "start-failed":
        return;
    }
  }

  async function pick(
    requestId: number,
    kind: "files" | "folder" | "model",
  ): Promise<void> {
    const paths = await pickPaths(kind).catch((error: unknown) => {
      log("dialog failed", { error: String(error) });
      return [];
    });
    engine.post({ type: "picked", requestId, paths });
  }

  return {
    start: () => engine.start(),
    connect: (page) => ports.connect(page),
    grant: async (paths) => {
      if (!engine.isReady) throw new Error("The engine is not running");
      return grants.ask((requestId) =>
        engine.post({ type: "grant", requestId, paths: [...paths] }),
      );
    },
    close: async () => {
      await engine.close();
      workers.endAll();
    },
  };
}
