import { ORPCError, os } from "@orpc/server";
import { AppError } from "#contract/errors.ts";

function onWire(error: unknown): unknown {
  return error instanceof AppError
    ? new ORPCError("APP", {
        status: 422,
        message: error.message,
        data: error.toData(),
        defined: true,
      })
    : error;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return (
    typeof value === "object" && value !== null && Symbol.asyncIterator in value
  );
}

async function* streamWithWireErrors(
  stream: AsyncIterable<unknown>,
): AsyncGenerator<unknown> {
  try {
    yield* stream;
  } catch (error) {
    throw onWire(error);
  }
}

/** Sends AppErrors over the wire as the contract's typed `APP` error, from calls and from streams; reports the rest. */
export function appErrorsOnWire(onBug: (error: unknown) => void) {
  return os.middleware(async ({ next }) => {
    try {
      const result = await next();
      return isAsyncIterable(result.output)
        ? { ...result, output: streamWithWireErrors(result.output) }
        : result;
    } catch (error) {
      const wire = onWire(error);
      if (wire === error && !isAbort(error) && !(error instanceof ORPCError))
        onBug(error);
      throw wire;
    }
  });
}

/** Being called off, which is no error. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
