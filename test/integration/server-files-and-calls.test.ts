import { existsSync, readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { loopback } from "#pages/loopback.ts";
import { openPaths } from "../support/open-paths.ts";
import { fileHeaders, grant } from "../support/raw-request.ts";
import { startServedRouter } from "../support/served-router.ts";
import { ServerSide, smallRouter } from "../support/small-router.ts";
import {
  openAddress,
  openSocket,
  serveRouter,
  socketProtocols,
} from "../support/transports.ts";

const maxFileBytes = 1024 * 1024;
let at: Awaited<ReturnType<typeof startServedRouter>>;
beforeAll(async () => {
  at = await startServedRouter({ maxFileBytes });
});
afterAll(() => at.served.stop());

const post = (
  headers: Record<string, string>,
  body: string | Buffer = "text",
) => at.send("/files", { ...at.own, ...headers }, { method: "POST", body });
const reasonOf = (answer: { text: string }) =>
  JSON.parse(answer.text).params.reason as string;
const partsLeft = () => {
  const folder = join(at.served.folder, "inbox/.parts");
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe("files", () => {
  test("a file comes in whole, under its name, and belongs to its grant", async () => {
    const body = Buffer.from("Ein Vertrag über alles\n");
    const answer = await post(
      fileHeaders("Verträge/2023/Miete & Mehr.txt"),
      body,
    );
    expect(answer.status).toBe(204);
    const path = at.served.granted.get(grant)?.at(-1) ?? "";
    expect(path.startsWith(join(at.served.folder, "inbox"))).toBe(true);
    expect(path.endsWith(join("Verträge", "2023", "Miete & Mehr.txt"))).toBe(
      true,
    );
    expect(readFileSync(path)).toEqual(body);
    expect(openPaths(join(at.served.folder, "inbox"))).toEqual([]);
    expect(partsLeft()).toEqual([]);
  });

  test("the same file sent again is the same path; another content never replaces it", async () => {
    const pathOf = async (body: string) => {
      await post(fileHeaders("same.txt"), body);
      return at.served.granted.get(grant)?.at(-1) ?? "";
    };
    const first = await pathOf("one");
    expect(await pathOf("one")).toBe(first);
    expect(await pathOf("two")).not.toBe(first);
    expect(readFileSync(first, "utf8")).toBe("one");
  });

  test.each([
    "../evil.txt",
    "a/../../evil.txt",
    "/etc/evil",
    "a//b",
    "",
    ".",
    "..",
    "a\\..\\b",
    "C:\\evil",
    "a\0b",
    "con.txt",
    "NUL",
    "lpt1.pdf",
    `${"a/".repeat(40)}b`,
    "x".repeat(300),
  ])("the name %j is refused", async (name) => {
    const before = at.served.granted.get(grant)?.length;
    const answer = await post(fileHeaders(name));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).code).toBe("invalid-request");
    expect(at.served.granted.get(grant)?.length).toBe(before);
  });

  test("a name that is no encoding is refused", async () => {
    expect(
      (await post({ ...fileHeaders("a"), "x-hearth-name": "%E0%A4%A" })).status,
    ).toBe(400);
  });

  test.each([
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
  ])("a form's type %j is refused for its type", async (type) => {
    const answer = await post({
      ...fileHeaders("a.txt"),
      "Content-Type": type,
    });
    expect(answer.status).toBe(400);
    expect(reasonOf(answer)).toBe("type");
  });

  test.each([
    ["grant", { "x-hearth-grant": "../.." }],
    ["origin", { Origin: "" }],
    ["secret-missing", { [loopback.secretHeader]: "" }],
    ["secret-unknown", { [loopback.secretHeader]: "A".repeat(43) }],
  ])("a file without its %s is refused for that", async (reason, headers) => {
    const answer = await post({ ...fileHeaders("a.txt"), ...headers });
    expect(reasonOf(answer)).toBe(reason);
    expect(partsLeft()).toEqual([]);
  });

  test("too large a file is refused by its length, and without one as it comes", async () => {
    const body = Buffer.alloc(maxFileBytes + 1);
    const announced = await post(
      { ...fileHeaders("big.txt"), "Content-Length": String(body.length) },
      body,
    );
    expect(announced.status).toBe(413);
    expect(JSON.parse(announced.text).code).toBe("file-too-large");
    const chunked = await post(
      { ...fileHeaders("big.txt"), "Transfer-Encoding": "chunked" },
      body,
    );
    expect(chunked.status).toBe(413);
    expect(partsLeft()).toEqual([]);
  });

  test("a file that is cut off leaves nothing behind", async () => {
    const before = at.served.granted.get(grant)?.length;
    await new Promise<void>((resolve) => {
      const sent = request({
        host: "127.0.0.1",
        port: at.port,
        path: "/files",
        method: "POST",
        agent: false,
        headers: {
          ...at.own,
          ...fileHeaders("half.txt"),
          "Content-Length": "1000",
        },
      });
      sent.on("error", () => resolve());
      sent.write("half", () => sent.destroy(new Error("gone")));
    });
    // A whole file after it shows that the server has dealt with the cut one
    await post(fileHeaders("whole.txt"), "whole");
    await expect.poll(partsLeft).toEqual([]);
    expect(at.served.granted.get(grant)?.length).toBe((before ?? 0) + 1);
    expect(at.served.bugs).toEqual([]);
  });
});

/** Tries to open a WebSocket: "open", or why it was refused, by the server's own word. */
function upgrade(
  path: string,
  {
    headers = {},
    protocols = socketProtocols(at.served.secret),
  }: { headers?: Record<string, string>; protocols?: string[] },
): Promise<string> {
  const { Host, Origin } = at.own;
  return new Promise((resolve) => {
    const socket = new WebSocket(
      `ws://127.0.0.1:${at.port}${path}`,
      protocols,
      { headers: { Host, Origin, ...headers } },
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
