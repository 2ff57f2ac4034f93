import { EventEmitter } from "node:events";
import type Electron from "electron";

/** Stands where the double starts a process of Node: holds what it was given, and ends as the test says. */
export class ForkedProcess extends EventEmitter {
  readonly modulePath: string;
  readonly args: readonly string[];
  readonly options: Electron.ForkOptions;
  readonly posted: unknown[] = [];
  /** Nobody may send a signal to it. */
  readonly pid = undefined;
  isKilled = false;

  constructor(
    modulePath: string,
    args: readonly string[],
    options: Electron.ForkOptions,
  ) {
    super();
    this.modulePath = modulePath;
    this.args = args;
    this.options = options;
  }

  postMessage(data: unknown): void {
    this.posted.push(data);
  }

  kill(): boolean {
    this.isKilled = true;
    return true;
  }
}

/** All that were started, in order. */
export const forked: ForkedProcess[] = [];

export const utilityProcess = {
  fork: (
    modulePath: string,
    args: string[] = [],
    options: Electron.ForkOptions = {},
  ): ForkedProcess => {
    const started = new ForkedProcess(modulePath, args, options);
    forked.push(started);
    return started;
  },
};
