export type LogFields = Record<string, string | number | boolean | null>;

/** Structured, local only. Never a document's text, a question or a key. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** With the error whole: its stack and causes are written. */
  error(message: string, error: unknown, fields?: LogFields): void;
}
