import { loopback } from "#pages/loopback.ts";
import { rawRequest } from "./raw-request.ts";
import { ServerSide, smallRouter } from "./small-router.ts";
import { serveRouter } from "./transports.ts";

/** A server over the small router, with what its own page sends along. Stop `served` in the end. */
export async function startServedRouter(
  limits?: Parameters<typeof serveRouter>[1],
) {
  const served = await serveRouter(smallRouter(new ServerSide()), limits);
  const { port } = served.server;
  const own = {
    Host: `127.0.0.1:${port}`,
    [loopback.secretHeader]: served.secret,
    Origin: `http://127.0.0.1:${port}`,
  };
  return {
    served,
    port,
    own,
    send: (
      path: string,
      headers: Record<string, string>,
      options?: Parameters<typeof rawRequest>[3],
    ) => rawRequest(port, path, headers, options),
    /** A browser names no Origin where it only reads. */
    reading: (extra: Record<string, string> = {}): Record<string, string> => ({
      Host: own.Host,
      ...extra,
    }),
  };
}
