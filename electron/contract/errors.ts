import { z } from "zod";

/** A file that can't be indexed, by the reason. */
export const fileErrorCode = z.enum([
  "unsupported-type",
  "file-missing",
  "file-unreadable",
  "file-empty",
  "file-too-large",
  "file-damaged",
  "password-needed",
  "no-text",
  "extraction-timeout",
  "extraction-crashed",
  "too-expanded",
]);

/**
 * Every expected failure of Hearth, by code. Clients translate by code and params;
 * `message` and `advice` are the English sentences, for the command line and logs.
 */
export const appErrorCode = z.enum([
  ...fileErrorCode.options,
  // models
  "model-missing",
  "model-damaged",
  "model-too-large",
  "model-not-supported",
  "model-already-there",
  "prompt-too-long",
  // running parts
  "worker-crashed",
  "worker-unavailable",
  "disk-full",
  "data-damaged",
  "data-newer",
  "data-locked",
  // requests
  "not-found",
  "invalid-request",
  "not-permitted",
  "network-closed",
  "query-empty",
  "internal",
]);
export type AppErrorCode = z.infer<typeof appErrorCode>;

export const appErrorData = z.object({
  code: appErrorCode,
  /** One sentence for the person: what happened. */
  message: z.string(),
  /** One sentence: what they can do. Null where nothing helps. */
  advice: z.string().nullable(),
  /** Values that a translation needs, such as a file's name or a size. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type AppErrorData = z.infer<typeof appErrorData>;

/** An expected failure. Anything thrown that is not an AppError is a bug. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly advice: string | null;
  readonly params: Record<string, string | number>;

  constructor(
    code: AppErrorCode,
    message: string,
    options: {
      advice?: string | null;
      params?: Record<string, string | number>;
      cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.advice = options.advice ?? null;
    this.params = options.params ?? {};
  }

  toData(): AppErrorData {
    return {
      code: this.code,
      message: this.message,
      advice: this.advice,
      params: this.params,
    };
  }

  static fromData(data: AppErrorData): AppError {
    return new AppError(data.code, data.message, {
      advice: data.advice,
      params: data.params,
    });
  }
}

const wireError = z.object({ code: z.literal("APP"), data: appErrorData });

/** The AppError behind what a call threw, on this side of the wire or the other; null when it is something else. */
export function appErrorFrom(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const parsed = wireError.safeParse(error);
  return parsed.success ? AppError.fromData(parsed.data.data) : null;
}
