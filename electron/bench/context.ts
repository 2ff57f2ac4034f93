import type { BenchOptions } from "./options.ts";

/** What each bench is given. */
export interface BenchContext {
  options: BenchOptions;
  /** A remark on stderr. */
  note: (text: string) => void;
  /** Aborted by Ctrl-C or when the terminal goes. */
  signal: AbortSignal;
}
