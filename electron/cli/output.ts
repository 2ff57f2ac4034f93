import { once } from "node:events";
import type { AppError } from "#contract/errors.ts";

/** What a window offers is called otherwise in a terminal. */
const modelAdvice =
  "`hearth models list` shows what there is, `hearth models use` chooses one.";

/**
 * Where a command writes: results to stdout, as lines for people or as JSON; everything else to stderr.
 * With --json nothing but JSON comes on stdout.
 */
export class Output {
  readonly isJson: boolean;
  #hasProgress = false;

  constructor(isJson: boolean) {
    this.isJson = isJson;
  }

  /** One JSON object on its own line, only with --json. */
  json(value: object): void {
    if (this.isJson) process.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** A line for people, only without --json. */
  line(text = ""): void {
    this.text(`${text}\n`);
  }

  text(text: string): void {
    if (this.isJson) return;
    this.clearProgress();
    process.stdout.write(shown(text));
  }

  /** A remark beside the results. */
  note(text: string): void {
    this.clearProgress();
    process.stderr.write(`${shown(text)}\n`);
  }

  failure(error: AppError): void {
    const said = error.code === "model-missing" ? modelAdvice : error.advice;
    const advice = said === null ? "" : ` ${said}`;
    this.note(`hearth: ${error.message}${advice} (${error.code})`);
  }

  /** Replaces the last line of progress. Only people at a terminal see it. */
  progress(text: string): void {
    if (process.stderr.isTTY !== true) return;
    const width = Math.max(20, process.stderr.columns - 1);
    process.stderr.write(`\r\u001b[2K${shown(text).slice(0, width)}`);
    this.#hasProgress = true;
  }

  clearProgress(): void {
    if (!this.#hasProgress) return;
    process.stderr.write("\r\u001b[2K");
    this.#hasProgress = false;
  }

  /** Resolves once everything written has left, also where stdout is a slow pipe. */
  async flushed(): Promise<void> {
    if (process.stdout.writableNeedDrain) await once(process.stdout, "drain");
  }
}

/** Names of files and texts may hold what a terminal obeys, or what turns a line around: it is shown as what it is. */
function shown(text: string): string {
  return text.replace(
    /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu,
    (sign) => {
      const code = sign.charCodeAt(0).toString(16);
      return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, "0")}`;
    },
  );
}
