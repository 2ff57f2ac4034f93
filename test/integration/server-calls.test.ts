import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { loopback } from "#pages/loopback.ts";
import { startServedRouter } from "../support/served-router.ts";
import { ServerSide, smallRouter } from "../support/small-router.ts";
import {
  openAddress,
  openSocket,
  serveRouter,
  socketProtocols,
} from "../support/transports.ts";

let at: Awaited<ReturnType<typeof startServedRouter>>;
beforeAll(async () => {
  at = await startServedRouter({});
});
afterAll(() => at.served.stop());

/** Tries to open a WebSocket: "open", or why it was refused, by the server's own word. */
function upgrade(
  path: string,
  {
    headers = {},
    protocols = socketProtocols(at.served.secret),
    hasOrigin = true,
  }: {
    headers?: Record<string, string>;
    protocols?: string[];
    hasOrigin?: boolean;
  },
): Promise<string> {
  const { Host } = at.own;
  const origin = hasOrigin ? { Origin: at.own.Origin } : {};
  return new Promise((resolve) => {
    const socket = new WebSocket(
      `ws://127.0.0.1:${at.port}${path}`,
      protocols,
      { headers: { Host, ...origin, ...headers } },
    );
    socket.once("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.once("unexpected-response", async (sent, response) => {
      const failure = JSON.parse(await text(response));
      sent.destroy();
      resolve(failure.params.reason);
    });
    socket.on("error", () => undefined);
  });
}

describe("calls", () => {
  test("the page's own socket opens", async () => {
    expect(await upgrade("/rpc", {})).toBe("open");
  });

  // Each differs in one thing from the socket that opens
  test.each([
    [
      "a foreign Origin",
      { headers: { Origin: "http://evil.example" } },
      "origin",
    ],
    [
      "another port's Origin",
      { headers: { Origin: "http://127.0.0.1:1" } },
      "origin",
    ],
    ["an empty Origin", { headers: { Origin: "" } }, "origin"],
    ["no Origin at all", { hasOrigin: false }, "origin"],
    ["a wrong Host", { headers: { Host: "evil.example" } }, "host"],
    ["no secret", { protocols: [loopback.protocol] }, "secret-missing"],
    [
      "a made-up secret",
      { protocols: socketProtocols("A".repeat(43)) },
      "secret-unknown",
    ],
    [
      "an address's token for a secret",
      { protocols: socketProtocols("TOKEN") },
      "secret-unknown",
    ],
    ["another site", { headers: { "Sec-Fetch-Site": "cross-site" } }, "site"],
    [
      "another port of this site",
      { headers: { "Sec-Fetch-Site": "same-site" } },
      "site",
    ],
  ])("a socket with %s is refused for that", async (_, changed, reason) => {
    const token = new URL(at.served.server.newAddress()).searchParams.get(
      "token",
    );
    const { protocols, ...others } = { protocols: undefined, ...changed };
    expect(
      await upgrade("/rpc", {
        ...others,
        ...(protocols === undefined
          ? {}
          : {
              protocols: protocols.map((one: string) =>
                one.replace("TOKEN", token ?? ""),
              ),
            }),
      }),
    ).toBe(reason);
  });

  test("the secret of one port opens nothing on another, kept in the same file or not", async () => {
    const other = await serveRouter(smallRouter(new ServerSide()));
    expect(
      await upgrade("/rpc", { protocols: socketProtocols(other.secret) }),
    ).toBe("secret-unknown");
    await other.stop();
  });

  test("a secret sent as a cookie opens nothing", async () => {
    const headers = {
      Cookie: `hearth-${at.port}=${at.served.secret}; hearth-secret=${at.served.secret}`,
    };
    expect(
      await upgrade("/rpc", { headers, protocols: [loopback.protocol] }),
    ).toBe("secret-missing");
  });

  test("a socket to another path is refused", async () => {
    expect(await upgrade("/", {})).toBe("path");
  });

  // Would catch: a page that opens sockets in a loop until the host has no memory left
  test("sixty-four sockets are let in, and one more when one has gone", async () => {
    const sockets = await Promise.all(
      Array.from({ length: 64 }, () =>
        openSocket(at.served.server, at.served.secret),
      ),
    );
    expect(await upgrade("/rpc", {})).toBe("sockets-full");
    const ended = sockets.map(
      (socket) => new Promise((resolve) => socket.once("close", resolve)),
    );
    for (const socket of sockets) socket.close();
    await Promise.all(ended);
    expect(await upgrade("/rpc", {})).toBe("open");
  });

  test("the secret is not said back", async () => {
    const socket = await openSocket(at.served.server, at.served.secret);
    expect(socket.protocol).toBe(loopback.protocol);
    socket.terminate();
  });

  test("an oversized frame ends its connection and no other", async () => {
    const other = await openSocket(at.served.server, at.served.secret);
    const socket = await openSocket(at.served.server, at.served.secret);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined);
    socket.send(Buffer.alloc(5 * 1024 * 1024));
    // Message too big
    expect(await closed).toBe(1009);
    expect(other.readyState).toBe(WebSocket.OPEN);
    other.terminate();
  });

  test("a socket that is cut off in the middle of a frame harms nothing", async () => {
    const socket = connect(at.port, "127.0.0.1");
    socket.write(
      `GET /rpc HTTP/1.1\r\nHost: ${at.own.Host}\r\nOrigin: ${at.own.Origin}\r\nSec-WebSocket-Protocol: ${socketProtocols(at.served.secret).join(", ")}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    const answer = await new Promise<Buffer>((resolve) =>
      socket.once("data", resolve),
    );
    expect(answer.toString()).toContain("101 Switching Protocols");
    socket.write(Buffer.from([0x82, 0xfe, 0xff]));
    socket.resetAndDestroy();
    expect((await at.send("/", at.reading())).status).toBe(200);
  });
});

test("closing ends open sockets, and no address opens any more", async () => {
  const second = await serveRouter(smallRouter(new ServerSide()));
  const socket = await openSocket(second.server, second.secret);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await second.stop();
  expect(await closed).toBe(1001);
  await expect(openAddress(second.server.newAddress())).rejects.toThrow();
});
