import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { basename, resolve } from "node:path";
import { type Browser, chromium, expect, type Page } from "@playwright/test";
import { z } from "zod";
import type {
  Commands,
  DesktopState,
} from "../../support/electron-double/control.ts";
import { closedWindow, type Desktop, type WindowFacts } from "./desktop.ts";
import { dropFiles } from "./drop-files.ts";

const projectFolder = resolve(import.meta.dirname, "../../..");
const runFile = resolve(projectFolder, "test/support/electron-double/run.ts");
const builtMainFile = resolve(projectFolder, "out/main/main.js");
const urls = {
  main: "app://hearth/index.html",
  quick: "app://hearth/quick.html",
} as const;

const hello = z.object({ ready: z.literal(true), debuggingUrl: z.string() });
const answer = z.object({
  id: z.number(),
  value: z.unknown().optional(),
  error: z.string().optional(),
});

/** The built main under the double of Electron, in a process of its own. */
export async function startDouble(options: {
  dataFolder: string;
  modelsFolder?: string;
  args?: string[];
  /** Default: the checkout's own. */
  mainFile?: string;
}): Promise<Desktop> {
  const child = start(options, options.args ?? []);
  const exited = once(child, "exit").then(([code]) => Number(code));
  const { debuggingUrl } = await greeting(child);
  const browser = await chromium.connectOverCDP(debuggingUrl);
  const control = createControl(child);
  const state = (): Promise<DesktopState> => control("state");
  const page = (which: "main" | "quick") =>
    pageAt(browser, `/${which === "main" ? "index" : "quick"}.html`);

  return {
    kind: "double",
    pid: child.pid ?? 0,
    dataFolder: options.dataFolder,
    page,
    window: async (which) => factsOf(await state(), which),
    processes: async () =>
      (await state()).processes.flatMap(({ pid, serviceName }) =>
        pid === undefined ? [] : [{ pid, name: serviceName }],
      ),
    drop: async (which, paths) => {
      await control(
        "willDrop",
        urls[which],
        Object.fromEntries(paths.map((path) => [basename(path), path])),
      );
      await dropFiles(await page(which), paths);
    },
    setBounds: (which, bounds) => control("setBounds", urls[which], bounds),
    closeWindow: (which) => control("closeWindow", urls[which]),
    startAgain: async (args = []) => {
      const [code] = await once(start(options, args), "exit");
      return Number(code);
    },
    quit: async () => {
      if (child.connected) child.send({ id: 0, name: "quit", args: [] });
      const code = await exited;
      await browser.close();
      return code;
    },
    system: {
      facts: state,
      pressShortcut: (accelerator) => control("pressShortcut", accelerator),
      refuseShortcut: (accelerator) => control("refuseShortcut", accelerator),
      clickTray: (label) => control("clickTray", label),
      answerDialogs: (answers) => control("answerDialogs", answers),
      focusOtherApp: () => control("focusOtherApp"),
    },
  };
}

function start(
  options: { dataFolder: string; modelsFolder?: string; mainFile?: string },
  args: string[],
): ChildProcess {
  return fork(runFile, [options.mainFile ?? builtMainFile, ...args], {
    env: {
      ...process.env,
      HEARTH_DATA: options.dataFolder,
      HEARTH_MODELS:
        options.modelsFolder ?? resolve(options.dataFolder, "models"),
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    execArgv: [],
  });
}

async function greeting(child: ChildProcess): Promise<z.infer<typeof hello>> {
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The desktop ended before it was ready (${code})`);
  });
  const [message] = await Promise.race([once(child, "message"), ended]);
  return hello.parse(message);
}

type Control = <Name extends keyof Commands>(
  name: Name,
  ...args: Parameters<Commands[Name]>
) => Promise<Awaited<ReturnType<Commands[Name]>>>;

function createControl(child: ChildProcess): Control {
  let lastId = 0;
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  child.on("message", (message) => {
    const { id, value, error } = answer.parse(message);
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(error));
  });
  const send = (name: string, args: unknown[]): Promise<unknown> => {
    const id = ++lastId;
    const asked = Promise.withResolvers<unknown>();
    waiting.set(id, asked);
    child.send({ id, name, args });
    return asked.promise;
  };
  // Both sides of the channel are typed by `Commands`
  return ((name: string, ...args: unknown[]) => send(name, args)) as Control;
}

async function pageAt(browser: Browser, path: string): Promise<Page> {
  const [context] = browser.contexts();
  if (context === undefined) throw new Error("Chromium has no window");
  const isWanted = (page: Page) => URL.parse(page.url())?.pathname === path;
  await expect.poll(() => context.pages().some(isWanted)).toBe(true);
  const found = context.pages().find(isWanted);
  if (found === undefined) throw new Error(`No page shows ${path}`);
  await found.waitForLoadState();
  return found;
}

function factsOf(state: DesktopState, which: "main" | "quick"): WindowFacts {
  const found = state.windows.find(({ url }) => url.startsWith(urls[which]));
  return found === undefined ? closedWindow : { ...found, isOpen: true };
}
