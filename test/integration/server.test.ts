import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentSecurityPolicy } from "#contract/content-security-policy.ts";
import { fileHeaders, rawRequest } from "../support/raw-request.ts";
import { ServerSide, smallRouter } from "../support/small-router.ts";
import { serveRouter } from "../support/transports.ts";

let served: Awaited<ReturnType<typeof serveRouter>>;
let port: number;
let own: { Host: string; Cookie: string; Origin: string };

beforeAll(async () => {
  served = await serveRouter(smallRouter(new ServerSide()));
  ({ port } = served.server);
  own = {
    Host: `127.0.0.1:${port}`,
    Cookie: served.cookie,
    Origin: `http://127.0.0.1:${port}`,
  };
});
afterAll(() => served.stop());

const send = (
  path: string,
  headers: Record<string, string>,
  options?: Parameters<typeof rawRequest>[3],
) => rawRequest(port, path, headers, options);

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
