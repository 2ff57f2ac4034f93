import {
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
} from "electron";
import type { AppErrorData } from "#contract/errors.ts";
import {
  type EngineMessage,
  engineMessage,
  type MainMessage,
} from "#desktop-link/broker.ts";
import type { MainLog } from "./main-log.ts";

const firstDelayMs = 250;
const longestDelayMs = 5_000;
const crashesInARow = 3;
/** An engine that ran this long was well: the next crash is the first again. */
const wellAfterMs = 60_000;
const quitPatienceMs = 10_000;

export interface EngineProcessOptions {
  /** The built entry, out/engine/desktop.js. */
  entryFile: string;
  args: readonly string[];
  log: MainLog;
  onMessage: (message: EngineMessage) => void;
  /** It takes ports and grants from now on. */
  onReady: () => void;
  onExit: () => void;
  /** It ended three times in a row; the answer says how to start it again, null leaves it. */
  onCrashes: () => Promise<EngineStart | null>;
  /** It can't start; true tries again. */
  onStartFailed: (error: AppErrorData) => Promise<boolean>;
}

export interface EngineStart {
  /** Leaves waiting work paused. */
  isSafe: boolean;
}

/** The engine as a utility process, started again with back-off when it dies. */
export class EngineProcess {
  readonly #options: EngineProcessOptions;
  #process: UtilityProcess | null = null;
  #isReady = false;
  #isClosing = false;
  #crashes = 0;
  #startedAt = 0;
  #failure: AppErrorData | null = null;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: EngineProcessOptions) {
    this.#options = options;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  start({ isSafe }: EngineStart = { isSafe: false }): void {
    const { entryFile, args, log } = this.#options;
    this.#failure = null;
    this.#startedAt = Date.now();
    const started = utilityProcess.fork(
      entryFile,
      isSafe ? [...args, "--safe"] : [...args],
      { serviceName: "Hearth engine" },
    );
    this.#process = started;
    started.on("message", (message: unknown) => this.#onMessage(message));
    started.once("exit", (code) => {
      if (this.#process !== started) return;
      log("engine ended", { code, isExpected: this.#isClosing });
      this.#process = null;
      this.#isReady = false;
      this.#options.onExit();
      if (!this.#isClosing) void this.#startAgain();
    });
  }

  /** Does nothing while the engine isn't there: whoever waits is told by onExit. */
  post(message: MainMessage, ports: MessagePortMain[] = []): void {
    this.#process?.postMessage(message, ports);
  }

  /** Lets it close its stores and end; ends it after ten seconds. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearTimeout(this.#restart);
    const closing = this.#process;
    if (closing === null) return;
    await new Promise<void>((resolve) => {
      const impatience = setTimeout(() => {
        this.#options.log("engine did not end in time");
        endAtOnce(closing);
      }, quitPatienceMs);
      closing.once("exit", () => {
        clearTimeout(impatience);
        resolve();
      });
      closing.postMessage({ type: "quit" } satisfies MainMessage);
    });
  }

  #onMessage(message: unknown): void {
    const parsed = engineMessage.safeParse(message);
    if (!parsed.success) {
      this.#options.log("message of the engine not understood");
      return;
    }
    if (parsed.data.type === "start-failed") {
      this.#failure = parsed.data.error;
      if (this.#process !== null) endAtOnce(this.#process);
    }
    if (parsed.data.type === "ready") {
      this.#isReady = true;
      this.#options.onReady();
    }
    this.#options.onMessage(parsed.data);
  }

  async #startAgain(): Promise<void> {
    if (this.#failure !== null) {
      const isWanted = await this.#options.onStartFailed(this.#failure);
      if (isWanted && !this.#isClosing) this.start();
      return;
    }
    const wasWell = Date.now() - this.#startedAt > wellAfterMs;
    this.#crashes = wasWell ? 1 : this.#crashes + 1;
    if (this.#crashes >= crashesInARow) {
      this.#crashes = 0;
      const wanted = await this.#options.onCrashes();
      if (wanted !== null && !this.#isClosing) this.start(wanted);
      return;
    }
    const delayMs = Math.min(
      firstDelayMs * 2 ** (this.#crashes - 1),
      longestDelayMs,
    );
    this.#restart = setTimeout(() => this.start(), delayMs);
  }
}

/** Without asking: a process that hangs in native code hears no request. */
export function endAtOnce(running: UtilityProcess): void {
  const { pid } = running;
  try {
    if (pid === undefined) running.kill();
    else process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself between the two lines
    running.kill();
  }
}
