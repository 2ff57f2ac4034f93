import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { contentSecurityPolicy } from "#contract/content-security-policy.ts";
import { ServerSide, smallRouter } from "../support/small-router.ts";
import { openAddress, openSocket, serveRouter } from "../support/transports.ts";

const mostFileBytes = 1024 * 1024;
let served: Awaited<ReturnType<typeof serveRouter>>;
let port: number;
let own: { Host: string; Cookie: string; Origin: string };

beforeAll(async () => {
  served = await serveRouter(smallRouter(new ServerSide()), { mostFileBytes });
  ({ port } = served.server);
  own = {
    Host: `127.0.0.1:${port}`,
    Cookie: served.cookie,
    Origin: `http://127.0.0.1:${port}`,
  };
});
afterAll(() => served.stop());

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A request with exactly these headers: fetch would correct Host and Origin. */
function send(
  path: string,
  headers: Record<string, string>,
  options: { method?: string; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = "GET", body } = options;
    const sent = request(
      { host: "127.0.0.1", port, path, method, headers, agent: false },
      (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** A browser names no Origin where it only reads. */
function reading(extra: Record<string, string> = {}): Record<string, string> {
  return { Host: own.Host, Cookie: own.Cookie, ...extra };
}

describe("who is let in", () => {
  test("it listens on this computer only", async () => {
    const outer = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === "IPv4" && !each.internal);
    if (outer === undefined) return;
    const outcome = await new Promise((resolve) => {
      const socket = connect(port, outer.address);
      socket.on("connect", () => resolve("connected"));
      socket.on("error", () => resolve("refused"));
    });
    expect(outcome).toBe("refused");
  });

  test("an address works once, and the cookie is strict", async () => {
    const url = new URL(served.server.newAddress());
    const path = `/?token=${url.searchParams.get("token")}&conversation=1`;
    const first = await send(path, { Host: own.Host });
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe("/?conversation=1");
    expect(first.headers["set-cookie"]?.[0]).toMatch(
      /^hearth-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const second = await send(path, { Host: own.Host });
    expect(second.status).toBe(403);
    expect(second.headers["set-cookie"]).toBeUndefined();
    expect(second.text).toContain("press Enter");
  });

  test("the token is 256 random bits", () => {
    const token = new URL(served.server.newAddress()).searchParams.get("token");
    expect(Buffer.from(token ?? "", "base64url")).toHaveLength(32);
  });

  test("a browser that only looks ahead does not use the address up", async () => {
    const { pathname, search } = new URL(served.server.newAddress());
    const path = pathname + search;
    const ahead = { Host: own.Host, "Sec-Purpose": "prefetch" };
    expect((await send(path, ahead)).status).toBe(503);
    const head = await send(path, { Host: own.Host }, { method: "HEAD" });
    expect(head.status).toBe(503);
    expect((await send(path, { Host: own.Host })).status).toBe(303);
  });

  test.each(["/", "/quick", "/assets/a-1234.js", "/nothing", "/rpc"])(
    "%s without a cookie is refused",
    async (path) => {
      const answer = await send(path, { Host: own.Host });
      expect(answer.status).toBe(403);
      expect(answer.text).not.toContain("<p>main</p>");
    },
  );

  test("a wrong token and a wrong cookie are refused", async () => {
    const wrong = "A".repeat(43);
    expect((await send(`/?token=${wrong}`, { Host: own.Host })).status).toBe(
      403,
    );
    const cookie = `hearth-${port}=${wrong}`;
    expect((await send("/", reading({ Cookie: cookie }))).status).toBe(403);
  });

  test.each([
    "evil.example",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost.evil.example",
  ])("the Host %j is refused, with a good cookie too", async (host) => {
    expect((await send("/", reading({ Host: host }))).status).toBe(403);
  });

  test("a wrong Host doesn't use an address up", async () => {
    const { pathname, search } = new URL(served.server.newAddress());
    const evil = await send(pathname + search, {
      Host: `evil.example:${port}`,
    });
    expect(evil.status).toBe(403);
    expect((await send(pathname + search, { Host: own.Host })).status).toBe(
      303,
    );
  });

  test.each([
    "http://evil.example",
    "null",
    "http://127.0.0.1:1",
    "https://127.0.0.1",
  ])("a request from the Origin %s is refused", async (origin) => {
    expect((await send("/", { ...own, Origin: origin })).status).toBe(403);
    const post = await send(
      "/files",
      { ...own, ...fileHeaders("a.txt"), Origin: origin },
      { method: "POST", body: "a" },
    );
    expect(post.status).toBe(403);
  });

  test.each([
    {
      "Sec-Fetch-Site": "cross-site",
      "Sec-Fetch-Mode": "no-cors",
      "Sec-Fetch-Dest": "script",
    },
    {
      "Sec-Fetch-Site": "same-site",
      "Sec-Fetch-Mode": "cors",
      "Sec-Fetch-Dest": "empty",
    },
    {
      "Sec-Fetch-Site": "same-site",
      "Sec-Fetch-Mode": "navigate",
      "Sec-Fetch-Dest": "iframe",
    },
  ])("another page can't load, read or frame it: %o", async (headers) => {
    expect((await send("/", { ...reading(), ...headers })).status).toBe(403);
  });

  test("a link on another page may open it", async () => {
    const headers = {
      "Sec-Fetch-Site": "cross-site",
      "Sec-Fetch-Mode": "navigate",
      "Sec-Fetch-Dest": "document",
    };
    expect((await send("/", { ...reading(), ...headers })).status).toBe(200);
  });
});

describe("pages", () => {
  test("the two pages and their parts are served, with the policy of the desktop", async () => {
    const main = await send("/", reading());
    expect(main).toMatchObject({ status: 200, text: "<p>main</p>" });
    expect((await send("/quick", reading())).text).toBe("<p>quick</p>");
    const script = await send("/assets/a-1234.js", reading());
    expect(script.headers["content-type"]).toBe(
      "text/javascript; charset=utf-8",
    );
    expect(script.headers["cache-control"]).toContain("immutable");
    expect(main.headers["cache-control"]).toBe("no-store");
    for (const { headers } of [main, script]) {
      expect(headers["content-security-policy"]).toBe(contentSecurityPolicy);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("no-referrer");
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
      expect(
        Object.keys(headers).filter((name) =>
          name.startsWith("access-control"),
        ),
      ).toEqual([]);
    }
  });

  test("refusals carry the policy too", async () => {
    const { headers } = await send("/", { Host: "evil.example" });
    expect(headers["content-security-policy"]).toBe(contentSecurityPolicy);
  });

  test.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/../../secret.txt",
    "/..%2fsecret.txt",
    "//secret.txt",
    "/assets/..\\..\\secret.txt",
    "/assets",
    "/%00",
  ])("%s leads nowhere", async (path) => {
    const answer = await send(path, reading());
    expect([403, 404]).toContain(answer.status);
    expect(answer.text).not.toContain("secret");
  });

  test.each(["PUT", "DELETE", "OPTIONS", "PATCH", "POST"])(
    "%s is not answered",
    async (method) => {
      expect((await send("/", own, { method })).status).toBe(405);
    },
  );
});

const grant = "6f0e5d0e-0000-4000-8000-0000000000aa";
const fileHeaders = (name: string) => ({
  "Content-Type": "application/octet-stream",
  "x-hearth-name": encodeURIComponent(name),
  "x-hearth-grant": grant,
});
const post = (
  headers: Record<string, string>,
  body: string | Buffer = "text",
) => send("/files", { ...own, ...headers }, { method: "POST", body });
const partsLeft = () => {
  const folder = join(served.folder, "inbox/.parts");
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
    const path = served.granted.get(grant)?.at(-1) ?? "";
    expect(path.startsWith(join(served.folder, "inbox"))).toBe(true);
    expect(path.endsWith(join("Verträge", "2023", "Miete & Mehr.txt"))).toBe(
      true,
    );
    expect(readFileSync(path)).toEqual(body);
    expect(partsLeft()).toEqual([]);
  });

  test("the same file sent again is the same path; another content never replaces it", async () => {
    const pathOf = async (body: string) => {
      await post(fileHeaders("same.txt"), body);
      return served.granted.get(grant)?.at(-1) ?? "";
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
    const before = served.granted.get(grant)?.length;
    const answer = await post(fileHeaders(name));
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).code).toBe("invalid-request");
    expect(served.granted.get(grant)?.length).toBe(before);
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
    const { Origin: _, ...headers } = { ...own, ...fileHeaders("a.txt") };
    expect(
      (await send("/files", headers, { method: "POST", body: "a" })).status,
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
    const before = served.granted.get(grant)?.length;
    await new Promise<void>((resolve) => {
      const sent = request({
        host: "127.0.0.1",
        port,
        path: "/files",
        method: "POST",
        agent: false,
        headers: {
          ...own,
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
    expect(served.granted.get(grant)?.length).toBe((before ?? 0) + 1);
    expect(served.bugs).toEqual([]);
  });
});

/** Tries to open a WebSocket; the HTTP status of the refusal, or 101. */
function upgrade(
  path: string,
  headers: Record<string, string>,
): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
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
    expect(await upgrade("/rpc", own)).toBe(101);
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
    expect(await upgrade("/rpc", { ...own, ...headers })).toBe(403);
  });

  test("a socket without an Origin, or to another path, is refused", async () => {
    const { Origin: _, ...headers } = own;
    expect(await upgrade("/rpc", headers)).toBe(403);
    expect(await upgrade("/", own)).toBe(403);
  });

  test("an oversized frame ends its connection and no other", async () => {
    const other = await openSocket(served.server, served.cookie);
    const socket = await openSocket(served.server, served.cookie);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined);
    socket.send(Buffer.alloc(5 * 1024 * 1024));
    expect(await closed).toBe(1009);
    expect(other.readyState).toBe(WebSocket.OPEN);
    other.terminate();
  });

  test("a socket that is cut off in the middle of a frame harms nothing", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(
      `GET /rpc HTTP/1.1\r\nHost: ${own.Host}\r\nOrigin: ${own.Origin}\r\nCookie: ${own.Cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    await new Promise((resolve) => socket.once("data", resolve));
    socket.write(Buffer.from([0x82, 0xfe, 0xff]));
    socket.resetAndDestroy();
    expect((await send("/", reading())).status).toBe(200);
  });
});

test("two servers on one computer keep their sessions apart, and closing ends open sockets", async () => {
  const second = await serveRouter(smallRouter(new ServerSide()));
  expect(second.cookie.split("=")[0]).not.toBe(served.cookie.split("=")[0]);
  const socket = await openSocket(second.server, second.cookie);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await second.stop();
  expect(await closed).toBe(1001);
  await expect(openAddress(second.server.newAddress())).rejects.toThrow();
});
