import { existsSync, readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { fileHeaders, grant } from "../support/raw-request.ts";
import { startServedRouter } from "../support/served-router.ts";
import { ServerSide, smallRouter } from "../support/small-router.ts";
import { openAddress, openSocket, serveRouter } from "../support/transports.ts";

const mostFileBytes = 1024 * 1024;
let at: Awaited<ReturnType<typeof startServedRouter>>;
beforeAll(async () => {
  at = await startServedRouter({ mostFileBytes });
});
afterAll(() => at.served.stop());

const post = (
  headers: Record<string, string>,
  body: string | Buffer = "text",
) => at.send("/files", { ...at.own, ...headers }, { method: "POST", body });
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
  ])("a form's type %j is refused", async (type) => {
    expect(
      (await post({ ...fileHeaders("a.txt"), "Content-Type": type })).status,
    ).toBe(400);
  });

  test("without a grant or without an Origin nothing is taken", async () => {
    expect(
      (await post({ ...fileHeaders("a.txt"), "x-hearth-grant": "../.." }))
        .status,
    ).toBe(400);
    const { Origin: _, ...headers } = { ...at.own, ...fileHeaders("a.txt") };
    expect(
      (await at.send("/files", headers, { method: "POST", body: "a" })).status,
    ).toBe(403);
  });

  test("too large a file is refused by its length, and without one as it comes", async () => {
    const body = Buffer.alloc(mostFileBytes + 1);
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

/** Tries to open a WebSocket; the HTTP status of the refusal, or 101. */
function upgrade(
  path: string,
  headers: Record<string, string>,
): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${at.port}${path}`, {
      headers,
    });
    socket.once("open", () => {
      socket.terminate();
      resolve(101);
    });
    socket.once("unexpected-response", (sent, response) => {
      sent.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on("error", () => undefined);
  });
}

describe("calls", () => {
  test("the page's own socket opens", async () => {
    expect(await upgrade("/rpc", at.own)).toBe(101);
  });

  test.each([
    ["a foreign Origin", { Origin: "http://evil.example" }],
    ["another port's Origin", { Origin: "http://127.0.0.1:1" }],
    ["a wrong Host", { Host: "evil.example" }],
    ["no session", { Cookie: "" }],
    ["a made-up session", { Cookie: `hearth-1=${"A".repeat(43)}` }],
    ["another site", { "Sec-Fetch-Site": "cross-site" }],
    ["another port of this site", { "Sec-Fetch-Site": "same-site" }],
  ])("a socket with %s is refused", async (_, headers) => {
    expect(await upgrade("/rpc", { ...at.own, ...headers })).toBe(403);
  });

  test("a socket without an Origin, or to another path, is refused", async () => {
    const { Origin: _, ...headers } = at.own;
    expect(await upgrade("/rpc", headers)).toBe(403);
    expect(await upgrade("/", at.own)).toBe(403);
  });

  test("an oversized frame ends its connection and no other", async () => {
    const other = await openSocket(at.served.server, at.served.cookie);
    const socket = await openSocket(at.served.server, at.served.cookie);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined);
    socket.send(Buffer.alloc(5 * 1024 * 1024));
    expect(await closed).toBe(1009);
    expect(other.readyState).toBe(WebSocket.OPEN);
    other.terminate();
  });

  test("a socket that is cut off in the middle of a frame harms nothing", async () => {
    const socket = connect(at.port, "127.0.0.1");
    socket.write(
      `GET /rpc HTTP/1.1\r\nHost: ${at.own.Host}\r\nOrigin: ${at.own.Origin}\r\nCookie: ${at.own.Cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    await new Promise((resolve) => socket.once("data", resolve));
    socket.write(Buffer.from([0x82, 0xfe, 0xff]));
    socket.resetAndDestroy();
    expect((await at.send("/", at.reading())).status).toBe(200);
  });
});

test("two servers on one computer keep their sessions apart, and closing ends open sockets", async () => {
  const second = await serveRouter(smallRouter(new ServerSide()));
  expect(second.cookie.split("=")[0]).not.toBe(at.served.cookie.split("=")[0]);
  const socket = await openSocket(second.server, second.cookie);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await second.stop();
  expect(await closed).toBe(1001);
  await expect(openAddress(second.server.newAddress())).rejects.toThrow();
});
