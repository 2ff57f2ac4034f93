import { AppError } from "#contract/errors.ts";
import type { Egress, EgressRequest } from "#core/ports/egress.ts";

/**
 * The egress adapter of this version: it opens no connection, and tells `onRefused` of each that was asked for.
 * Every request fails with AppError network-closed.
 */
export function createClosedEgress(parts: {
  onRefused: (request: EgressRequest) => void;
}): Egress {
  return {
    request: async (request, { signal }) => {
      signal.throwIfAborted();
      parts.onRefused(request);
      throw new AppError(
        "network-closed",
        "This version of Hearth does not use the network.",
        { params: { purpose: request.purpose } },
      );
    },
  };
}
