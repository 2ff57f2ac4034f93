import { afterEach, beforeEach, expect, test } from "vitest";
import type { Engine } from "#engine/create-engine.ts";
import { startServer } from "../../electron/server/start-server.ts";
import { temporaryFolder } from "../support/library-fixture.ts";
import { ServerSide, smallRouter } from "../support/small-router.ts";
import { openAddress, openSocket } from "../support/transports.ts";

let temporary: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  temporary = temporaryFolder();
});
afterEach(() => temporary.remove());

function start(options: { port?: number; forgetsBrowsers?: boolean } = {}) {
  return startServer({
    engine: {
      // Only what the server itself asks of an engine
      router: smallRouter(new ServerSide()) as unknown as Engine["router"],
      grants: { create: () => "", extend: () => undefined, spend: () => [] },
    },
    dataFolder: temporary.path,
    pages: temporary.path,
    onBug: (error) => expect.unreachable(String(error)),
    ...options,
  });
}

test("a browser goes on after a restart on its port, until all are to be forgotten, and then for good", async () => {
  const first = await start();
  const { port } = first;
  const secret = await openAddress(first.newAddress());
  await first.close();

  const second = await start({ port });
  (await openSocket(second, secret)).terminate();
  await second.close();

  const third = await start({ port, forgetsBrowsers: true });
  await expect(openSocket(third, secret)).rejects.toThrow("403");
  const fresh = await openAddress(third.newAddress());
  await third.close();

  const fourth = await start({ port });
  await expect(openSocket(fourth, secret)).rejects.toThrow("403");
  (await openSocket(fourth, fresh)).terminate();
  await fourth.close();
});
