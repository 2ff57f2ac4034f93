import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentSecurityPolicy } from "#pages/content-security-policy.ts";
import { fileHeaders } from "../support/raw-request.ts";
import { startServedRouter } from "../support/served-router.ts";

let at: Awaited<ReturnType<typeof startServedRouter>>;
beforeAll(async () => {
  at = await startServedRouter();
});
afterAll(() => at.served.stop());

describe("who is let in", () => {
  test("it listens on this computer only", async () => {
    const outer = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === "IPv4" && !each.internal);
    if (outer === undefined) return;
    const outcome = await new Promise((resolve) => {
      const socket = connect(at.port, outer.address);
      socket.on("connect", () => resolve("connected"));
      socket.on("error", () => resolve("refused"));
    });
    expect(outcome).toBe("refused");
  });

  test("an address works once, and the cookie is strict", async () => {
    const url = new URL(at.served.server.newAddress());
    const path = `/?token=${url.searchParams.get("token")}&conversation=1`;
    const first = await at.send(path, { Host: at.own.Host });
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe("/?conversation=1");
    expect(first.headers["set-cookie"]?.[0]).toMatch(
      /^hearth-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const second = await at.send(path, { Host: at.own.Host });
    expect(second.status).toBe(403);
    expect(second.headers["set-cookie"]).toBeUndefined();
    expect(second.text).toContain("press Enter");
  });

  test("the token is 256 random bits", () => {
    const token = new URL(at.served.server.newAddress()).searchParams.get(
      "token",
    );
    expect(Buffer.from(token ?? "", "base64url")).toHaveLength(32);
  });

  test("a browser that only looks ahead does not use the address up", async () => {
    const { pathname, search } = new URL(at.served.server.newAddress());
    const path = pathname + search;
    const ahead = { Host: at.own.Host, "Sec-Purpose": "prefetch" };
    expect((await at.send(path, ahead)).status).toBe(503);
    const head = await at.send(path, { Host: at.own.Host }, { method: "HEAD" });
    expect(head.status).toBe(503);
    expect((await at.send(path, { Host: at.own.Host })).status).toBe(303);
  });

  test.each(["/", "/quick", "/assets/a-1234.js", "/nothing", "/rpc"])(
    "%s without a cookie is refused",
    async (path) => {
      const answer = await at.send(path, { Host: at.own.Host });
      expect(answer.status).toBe(403);
      expect(answer.text).not.toContain("<p>main</p>");
    },
  );

  test("a wrong token and a wrong cookie are refused", async () => {
    const wrong = "A".repeat(43);
    expect(
      (await at.send(`/?token=${wrong}`, { Host: at.own.Host })).status,
    ).toBe(403);
    const cookie = `hearth-${at.port}=${wrong}`;
    expect((await at.send("/", at.reading({ Cookie: cookie }))).status).toBe(
      403,
    );
  });

  test.each([
    "evil.example",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost.evil.example",
  ])("the Host %j is refused, with a good cookie too", async (host) => {
    expect((await at.send("/", at.reading({ Host: host }))).status).toBe(403);
  });

  test("a wrong Host doesn't use an address up", async () => {
    const { pathname, search } = new URL(at.served.server.newAddress());
    const evil = await at.send(pathname + search, {
      Host: `evil.example:${at.port}`,
    });
    expect(evil.status).toBe(403);
    expect(
      (await at.send(pathname + search, { Host: at.own.Host })).status,
    ).toBe(303);
  });

  test.each([
    "http://evil.example",
    "null",
    "http://127.0.0.1:1",
    "https://127.0.0.1",
  ])("a request from the Origin %s is refused", async (origin) => {
    expect((await at.send("/", { ...at.own, Origin: origin })).status).toBe(
      403,
    );
    const post = await at.send(
      "/files",
      { ...at.own, ...fileHeaders("a.txt"), Origin: origin },
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
    expect((await at.send("/", { ...at.reading(), ...headers })).status).toBe(
      403,
    );
  });

  test("a link on another page may open it", async () => {
    const headers = {
      "Sec-Fetch-Site": "cross-site",
      "Sec-Fetch-Mode": "navigate",
      "Sec-Fetch-Dest": "document",
    };
    expect((await at.send("/", { ...at.reading(), ...headers })).status).toBe(
      200,
    );
  });
});

describe("pages", () => {
  test("the two pages and their parts are served, with the policy of the desktop", async () => {
    const main = await at.send("/", at.reading());
    expect(main).toMatchObject({ status: 200, text: "<p>main</p>" });
    expect((await at.send("/quick", at.reading())).text).toBe("<p>quick</p>");
    const script = await at.send("/assets/a-1234.js", at.reading());
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
    const { headers } = await at.send("/", { Host: "evil.example" });
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
    const answer = await at.send(path, at.reading());
    expect([403, 404]).toContain(answer.status);
    expect(answer.text).not.toContain("secret");
  });

  test.each(["PUT", "DELETE", "OPTIONS", "PATCH", "POST"])(
    "%s is not answered",
    async (method) => {
      expect((await at.send("/", at.own, { method })).status).toBe(405);
    },
  );
});
