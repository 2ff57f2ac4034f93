import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { AppError } from "#contract/errors.ts";
import type { Engine } from "#engine/create-engine.ts";
import type { CommonOptions } from "../common-options.ts";
import type { Output } from "../output.ts";
import { type CommandContext, withEngine } from "../with-engine.ts";

/** Bundled, every entry and chunk lies one folder below `out`. */
const builtRendererFolder = resolve(import.meta.dirname, "../renderer");

/** Starts the loopback host: given in by the entry, so that the command line knows nothing of it. */
export type StartServer = (options: {
  engine: Engine;
  dataFolder: string;
  /** The folder of the built renderer. */
  pages: string;
  port: number;
  forgetsBrowsers: boolean;
  onBug: (error: unknown) => void;
}) => Promise<{
  /** An address with a fresh one-time token. */
  newAddress(): string;
  close(): Promise<void>;
}>;

/** `hearth serve`: the app for browsers on this computer, until Ctrl-C. */
export function serveCommand(
  options: CommonOptions & { port: number; forgetBrowsers: boolean },
  startServer: StartServer,
): Promise<number> {
  return withEngine(
    options,
    async (context) => {
      const server = await start(context, options, startServer);
      try {
        const printAddress = () => print(context.output, server.newAddress());
        printAddress();
        const stopAsking = onAskedForAddress(printAddress);
        if (!context.signal.aborted) await once(context.signal, "abort");
        stopAsking();
        context.output.note("Closing.");
      } finally {
        await server.close();
      }
      return 0;
    },
    { hostKind: "loopback" },
  );
}

async function start(
  { engine, output, folders }: CommandContext,
  { port, forgetBrowsers }: { port: number; forgetBrowsers: boolean },
  startServer: StartServer,
) {
  try {
    return await startServer({
      engine,
      dataFolder: folders.dataFolder,
      pages: builtRendererFolder,
      port,
      forgetsBrowsers: forgetBrowsers,
      onBug: (error) => output.note(`hearth: ${detailsOf(error)}`),
    });
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw new AppError("not-permitted", `Port ${port} can't be used.`, {
      advice: "Choose another with --port, or none for any free one.",
      params: { port },
      cause: error,
    });
  }
}

function print(output: Output, url: string): void {
  output.json({ url });
  output.line(`Hearth is at ${url}`);
  if (process.stdin.isTTY === true)
    output.note(
      "It opens once. Enter prints a new address, Ctrl-C stops Hearth. Once open, /quick is the small panel.",
    );
}

/** A person presses Enter; a script sends SIGUSR2, where the system has it. */
function onAskedForAddress(callback: () => void): () => void {
  const lines =
    process.stdin.isTTY === true
      ? createInterface({ input: process.stdin }).on("line", callback)
      : null;
  // readline takes Ctrl-C from a terminal: hand it on
  lines?.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  if (process.platform !== "win32") process.on("SIGUSR2", callback);
  return () => {
    lines?.close();
    process.off("SIGUSR2", callback);
  };
}

function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "EADDRINUSE" || error.code === "EACCES")
  );
}

function detailsOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message)
    : String(error);
}
