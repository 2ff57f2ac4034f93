import type Electron from "electron";

const handlers = new Map<
  string,
  (request: Request) => Response | Promise<Response>
>();
const privileged = new Map<string, Electron.Privileges>();

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
    for (const each of schemes)
      privileged.set(each.scheme, each.privileges ?? {});
  },
  handle: (
    scheme: string,
    handler: (request: Request) => Response | Promise<Response>,
  ) => {
    // A scheme that isn't standard has no origin, so that nothing of a page would load
    if (privileged.get(scheme)?.standard !== true)
      throw new Error(`${scheme} was not registered as a standard scheme`);
    handlers.set(scheme, handler);
  },
} satisfies Pick<Electron.Protocol, "registerSchemesAsPrivileged" | "handle">;

/** Null for a scheme that nobody handles: the double has no network. */
export async function answerFromProtocol(
  url: string,
  method: string,
): Promise<Response | null> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  return handler === undefined ? null : handler(new Request(url, { method }));
}
