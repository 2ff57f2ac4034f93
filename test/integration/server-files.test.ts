import { existsSync, readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loopback } from "#pages/loopback.ts";
import { openPaths } from "../support/open-paths.ts";
import { fileHeaders, grant } from "../support/raw-request.ts";
import { startServedRouter } from "../support/served-router.ts";

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
