import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnHearth } from "./hearth-process.ts";

export interface StartedHearth {
  /** A one-time address: open it once, then go on in that browser. */
  url: string;
  dataFolder: string;
  pid: number;
  /** Another one-time address. */
  newUrl(): Promise<string>;
  /** Everything that it wrote to stderr so far. */
  errors(): string;
  /** Ends it in order; the data folder is removed unless it was given. Rejects when it did not end well. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Default: a new folder, removed at the end. */
  dataFolder?: string;
  /** Default: no models. */
  modelsFolder?: string;
  /** Default: any free one. */
  port?: number;
  /** Every browser that was let in before needs a new address. */
  forgetsBrowsers?: boolean;
  environment?: Record<string, string>;
}

/** Starts the real `hearth serve`, as built, and waits for its address. */
export async function startHearth(
  options: StartOptions = {},
): Promise<StartedHearth> {
  const dataFolder =
    options.dataFolder ?? mkdtempSync(join(tmpdir(), "hearth-data-"));
  const port = String(options.port ?? 0);
  const forget = options.forgetsBrowsers === true ? ["--forget-browsers"] : [];
  const child = spawnHearth(
    ["serve", "--json", "--data", dataFolder, "--port", port, ...forget],
    {
      HEARTH_MODELS: options.modelsFolder ?? join(dataFolder, "models"),
      ...options.environment,
    },
  );
  let errors = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    errors += text;
  });
  const exited = once(child, "exit");
  const addresses = addressReader(child.stdout, exited, () => errors);
  const url = await addresses();
  return {
    url,
    dataFolder,
    pid: child.pid ?? 0,
    newUrl: () => {
      child.kill("SIGUSR2");
      return addresses();
    },
    errors: () => errors,
    stop: async () => {
      child.kill("SIGTERM");
      const [code, signal] = await exited;
      if (options.dataFolder === undefined)
        rmSync(dataFolder, { recursive: true, force: true });
      if (code !== 0 && signal !== "SIGKILL")
        throw new Error(`Hearth ended with ${signal ?? code}:\n${errors}`);
    },
  };
}

/** Each call resolves with the next address that is printed. */
function addressReader(
  stdout: NodeJS.ReadableStream | null,
  exited: Promise<unknown>,
  errors: () => string,
): () => Promise<string> {
  let text = "";
  let wake: () => void = () => undefined;
  stdout?.setEncoding("utf8").on("data", (chunk) => {
    text += chunk;
    wake();
  });
  const ended = exited.then(() => {
    throw new Error(`Hearth ended before it printed its address:\n${errors()}`);
  });
  // Its end is expected once an address was read
  ended.catch(() => undefined);
  const next = async () => {
    for (;;) {
      const end = text.indexOf("\n");
      if (end >= 0) {
        const line = text.slice(0, end);
        text = text.slice(end + 1);
        const { url } = JSON.parse(line) as { url: string };
        return url;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return () => Promise.race([next(), ended]);
}
