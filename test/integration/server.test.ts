import { createHash, createHmac } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loopback } from "#pages/loopback.ts";
import { securityHeaders } from "#pages/page-answers.ts";
import { fileHeaders } from "../support/raw-request.ts";
import { startServedRouter } from "../support/served-router.ts";

let at: Awaited<ReturnType<typeof startServedRouter>>;
beforeAll(async () => {
  at = await startServedRouter();
});
afterAll(() => at.served.stop());

/** Why it was refused, by the server's own word. */
const reasonOf = ({ text }: { text: string }) =>
  JSON.parse(text).params.reason as string;

const exchange = (
  headers: Record<string, string>,
  options: { method?: string; body?: string } = { method: "POST" },
) =>
  at.send(
    loopback.sessionPath,
    { Host: at.own.Host, Origin: at.own.Origin, ...headers },
    options,
  );
const withoutOrigin = (
  headers: Record<string, string>,
  path: string = loopback.sessionPath,
) => at.send(path, { Host: at.own.Host, ...headers }, { method: "POST" });
const newToken = () =>
  new URL(at.served.server.newAddress()).searchParams.get("token") ?? "";

describe("who is let in", () => {
  const outer = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === "IPv4" && !each.internal);
  test.skipIf(outer === undefined)(
    "it listens on this computer only (needs a second network interface)",
    async () => {
      const outcome = await new Promise((resolve) => {
        const socket = connect(at.port, outer?.address);
        socket.on("connect", () => resolve("connected"));
        socket.on("error", ({ message }) => resolve(message));
      });
      expect(outcome).toContain("ECONNREFUSED");
    },
  );

  test("a token is exchanged once, for 256 random bits and never a cookie", async () => {
    const token = newToken();
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const first = await exchange({ [loopback.tokenHeader]: token });
    expect(first.status).toBe(200);
    const { secret } = JSON.parse(first.text);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(first.headers["set-cookie"]).toBeUndefined();
    expect(first.headers["cache-control"]).toBe("no-store");
    const second = await exchange({ [loopback.tokenHeader]: token });
    expect(second.status).toBe(403);
    expect(reasonOf(second)).toBe("token-used");
  });

  test.each([
    ["no token", {}, "token-missing"],
    [
      "a made-up token",
      { [loopback.tokenHeader]: "A".repeat(43) },
      "token-unknown",
    ],
    ["an empty Origin", { Origin: "" }, "origin"],
    ["a foreign Origin", { Origin: "http://evil.example" }, "origin"],
    ["a wrong Host", { Host: "evil.example" }, "host"],
  ])("an exchange with %s is refused for that", async (_, headers, reason) => {
    const answer = await exchange(headers);
    expect(answer.status).toBe(403);
    expect(reasonOf(answer)).toBe(reason);
  });

  test("a change without any Origin is refused for that, with a good token or secret too", async () => {
    const token = { [loopback.tokenHeader]: newToken() };
    const secret = { [loopback.secretHeader]: at.served.secret };
    const answers = [
      await withoutOrigin(token),
      await withoutOrigin({ ...secret, ...fileHeaders("a.txt") }, "/files"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
    expect(answers.map(reasonOf)).toEqual(["origin", "origin"]);
    expect((await exchange(token)).status).toBe(200);
  });

  test("neither loading the page nor a refused exchange uses a token up", async () => {
    const token = newToken();
    await at.send(`/?token=${token}`, { Host: at.own.Host });
    await at.send(
      `/?token=${token}`,
      { Host: at.own.Host },
      { method: "HEAD" },
    );
    for (const headers of [
      { Host: `evil.example:${at.port}` },
      { Origin: "http://127.0.0.1:1" },
    ])
      expect(
        (await exchange({ [loopback.tokenHeader]: token, ...headers })).status,
      ).toBe(403);
    expect((await exchange({ [loopback.tokenHeader]: token })).status).toBe(
      200,
    );
  });

  test("the host proves to a page that it knows its secret, for the question asked, and to nobody else", async () => {
    const key = createHash("sha256").update(at.served.secret).digest();
    const id = createHash("sha256").update(key).digest("hex");
    const ask = (headers: Record<string, string>) =>
      exchange(headers, { method: "GET" });
    const answer = await ask({
      [loopback.sessionIdHeader]: id,
      [loopback.challengeHeader]: "question",
    });
    const expected = createHmac("sha256", key)
      .update(`${at.own.Origin}\nquestion`)
      .digest("hex");
    expect(JSON.parse(answer.text)).toEqual({ proof: expected });
    const stranger = await ask({ [loopback.sessionIdHeader]: "0".repeat(64) });
    expect(reasonOf(stranger)).toBe("secret-unknown");
  });

  test.each([
    "evil.example",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost.evil.example",
    // Another user's program may listen there, on ::1
    "localhost",
  ])("the Host %j is refused, with a good secret too", async (name) => {
    const host = name === "localhost" ? `localhost:${at.port}` : name;
    const answer = await at.send("/", { ...at.own, Host: host });
    expect(answer.status).toBe(403);
    expect(reasonOf(answer)).toBe("host");
  });

  test.each([
    "http://evil.example",
    "null",
    "http://127.0.0.1:1",
    "https://127.0.0.1",
  ])("a request from the Origin %s is refused", async (origin) => {
    const page = await at.send("/", { ...at.own, Origin: origin });
    expect(page.status).toBe(403);
    expect(reasonOf(page)).toBe("origin");
    const post = await at.send(
      "/files",
      { ...at.own, ...fileHeaders("a.txt"), Origin: origin },
      { method: "POST", body: "a" },
    );
    expect(post.status).toBe(403);
    expect(reasonOf(post)).toBe("origin");
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
    const answer = await at.send("/", { ...at.reading(), ...headers });
    expect(answer.status).toBe(403);
    expect(reasonOf(answer)).toBe("site");
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

function expectSecurityHeaders(headers: IncomingHttpHeaders): void {
  const lowered = Object.entries(securityHeaders).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  expect(headers).toMatchObject(Object.fromEntries(lowered));
}

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
      expectSecurityHeaders(headers);
      expect(
        Object.keys(headers).filter((name) =>
          name.startsWith("access-control"),
        ),
      ).toEqual([]);
    }
  });

  test("refusals carry the policy too", async () => {
    const { headers } = await at.send("/", { Host: "evil.example" });
    expectSecurityHeaders(headers);
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
    expect(answer.status).toBe(404);
    expect(reasonOf(answer)).toBe("path");
    expect(answer.text).not.toContain("secret");
  });

  test.each(["PUT", "DELETE", "OPTIONS", "PATCH", "POST"])(
    "%s is not answered",
    async (method) => {
      const answer = await at.send("/", at.own, { method });
      expect(answer.status).toBe(405);
      expect(reasonOf(answer)).toBe("method");
    },
  );
});
