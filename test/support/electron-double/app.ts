import { EventEmitter } from "node:events";
import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type Electron from "electron";
import { lockInstance } from "./instance-lock.ts";

type PathName = Parameters<Electron.App["setPath"]>[0];

/** The life of the app: ready once, quit once, one instance for each data folder. */
class App
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | "quit"
      | "exit"
      | "getPath"
      | "setPath"
      | "getVersion"
      | "whenReady"
      | "requestSingleInstanceLock"
      | "hide"
      | "isReady"
    >
{
  readonly isPackaged = false;
  readonly name = "Hearth";
  /** What Chromium was told on its command line. */
  readonly switches = new Map<string, string>();
  readonly commandLine = {
    appendSwitch: (name: string, value = "") => {
      this.switches.set(name, value);
    },
  };
  readonly #paths = new Map<string, string>();
  readonly #ready = Promise.withResolvers<void>();
  #isReady = false;
  #isQuitting = false;
  /** Closes all windows; false when one of them refused. Set by the double's entry. */
  closeWindows: () => boolean = () => true;
  end: (code: number) => void = (code) => process.exit(code);

  isReady = (): boolean => this.#isReady;
  whenReady = (): Promise<void> => this.#ready.promise;
  getVersion = (): string => "0.0.0-double";

  hide(): void {
    // Only macOS has an app to hide
  }

  getPath(name: Parameters<Electron.App["getPath"]>[0]): string {
    return this.#paths.get(name) ?? join(homedir(), ".config", this.name);
  }

  setPath(name: PathName, path: string): void {
    mkdirSync(path, { recursive: true });
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    return lockInstance(this.getPath("userData"), (argv) =>
      this.emit("second-instance", {}, argv, process.cwd()),
    );
  }

  quit(): void {
    let isRefused = false;
    this.#isQuitting = true;
    this.emit("before-quit", {
      preventDefault: () => {
        isRefused = true;
      },
    });
    if (isRefused || !this.closeWindows()) {
      this.#isQuitting = false;
      return;
    }
    this.emit("will-quit", { preventDefault: () => undefined });
    this.exit(0);
  }

  exit(code = 0): void {
    this.emit("quit", {}, code);
    this.end(code);
  }

  becomeReady(): void {
    this.#isReady = true;
    this.#ready.resolve();
    this.emit("ready");
  }

  windowsAllClosed(): void {
    if (this.#isQuitting) return;
    if (this.listenerCount("window-all-closed") === 0) this.quit();
    else this.emit("window-all-closed");
  }
}

export const app = new App();
