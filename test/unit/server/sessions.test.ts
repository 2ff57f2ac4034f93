import { createHash, createHmac } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSessionFile } from "../../../electron/server/session-file.ts";
import { Sessions } from "../../../electron/server/sessions.ts";
import { temporaryFolder } from "../../support/library-fixture.ts";

const dayMs = 24 * 3_600_000;
let temporary: ReturnType<typeof temporaryFolder>;
let file: string;
let bugs: unknown[];
let nowMs: number;
beforeEach(() => {
  temporary = temporaryFolder();
  file = join(temporary.path, "browsers.json");
  bugs = [];
  nowMs = 1_700_000_000_000;
});
afterEach(() => temporary.remove());

const sessionFile = () => createSessionFile(file, (bug) => bugs.push(bug));
/** As a start of the host has them. */
const start = (port = 4000) =>
  new Sessions({
    host: `127.0.0.1:${port}`,
    port,
    file: sessionFile(),
    now: () => nowMs,
  });
function letIn(sessions: Sessions): string {
  const redeemed = sessions.redeem(sessions.issueToken());
  if ("refused" in redeemed) throw new Error(redeemed.refused);
  return redeemed.secret;
}

describe("a page's secret", () => {
  test("is good after a restart on its port, and on no other", () => {
    const secret = letIn(start());
    expect(start().refusalOf(secret)).toBeNull();
    expect(start(4001).refusalOf(secret)).toBe("secret-unknown");
    // A start on another port in between keeps it
    letIn(start(4001));
    expect(start().refusalOf(secret)).toBeNull();
  });

  test("is good for 30 days after it was last used", () => {
    const secret = letIn(start());
    nowMs += 29 * dayMs;
    expect(start().refusalOf(secret)).toBeNull();
    nowMs += 29 * dayMs;
    expect(start().refusalOf(secret)).toBeNull();
    nowMs += 31 * dayMs;
    expect(start().refusalOf(secret)).toBe("secret-unknown");
  });

  test("is forgotten with all others when that is asked for", () => {
    const secret = letIn(start());
    sessionFile().forget();
    expect(start().refusalOf(secret)).toBe("secret-unknown");
  });

  test("gives way to newer ones past 64 browsers, the one away longest first", () => {
    const sessions = start();
    const [first, second] = [letIn(sessions), letIn(sessions)];
    nowMs += dayMs;
    sessions.refusalOf(first);
    for (let count = 0; count < 63; count += 1) letIn(sessions);
    expect(start().refusalOf(first)).toBeNull();
    expect(start().refusalOf(second)).toBe("secret-unknown");
  });

  test("is not in the file, nor anything else that opens Hearth", () => {
    const sessions = start();
    const token = sessions.issueToken();
    const secret = letIn(sessions);
    const text = readFileSync(file, "utf8");
    expect(text).not.toContain(secret);
    expect(text).not.toContain(token);
    const [{ key }] = JSON.parse(text);
    expect(start().refusalOf(key)).toBe("secret-unknown");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

// Would catch: a printed address that opens Hearth again, for whoever finds it in a history
test("a token lets one browser in, once", () => {
  const sessions = start();
  const token = sessions.issueToken();
  expect(sessions.redeem(token)).toEqual({ secret: expect.any(String) });
  expect(sessions.redeem(token)).toEqual({ refused: "token-used" });
  expect(sessions.redeem(`${token}A`)).toEqual({ refused: "token-unknown" });
  expect(sessions.redeem("")).toEqual({ refused: "token-missing" });
});

// Would catch: a proof that another server on this computer can ask for and hand on as its own
test("a proof is one of this port and this question, and is given to known browsers only", () => {
  const sha256 = (data: string | Buffer) => createHash("sha256").update(data);
  const key = sha256(letIn(start())).digest();
  const id = sha256(key).digest("hex");
  expect(start().prove(id, "question")).toBe(
    createHmac("sha256", key)
      .update("http://127.0.0.1:4000\nquestion")
      .digest("hex"),
  );
  expect(start(4001).prove(id, "question")).toBeNull();
  expect(start().prove(key.toString("hex"), "question")).toBeNull();
});

test("a token that was issued before a restart opens nothing after it", () => {
  const token = start().issueToken();
  expect(start().redeem(token)).toEqual({ refused: "token-unknown" });
});

test("of addresses that nobody opened only the newest 16 work", () => {
  const sessions = start();
  const [oldest = "", ...others] = Array.from({ length: 17 }, () =>
    sessions.issueToken(),
  );
  expect(sessions.redeem(oldest)).toEqual({ refused: "token-unknown" });
  expect(others.map((token) => sessions.redeem(token))).toEqual(
    others.map(() => ({ secret: expect.any(String) })),
  );
});

test("a damaged file lets nobody in, is told, and is replaced", () => {
  writeFileSync(file, '[{"key":"no hash","port":4000,"usedAt":1e15}]');
  const sessions = start();
  expect(bugs).toHaveLength(1);
  const secret = letIn(sessions);
  expect(start().refusalOf(secret)).toBeNull();
});

test("where the file can't be written, browsers come in for as long as the host runs", () => {
  mkdirSync(`${file}.new`);
  const sessions = start();
  expect(sessions.refusalOf(letIn(sessions))).toBeNull();
  expect(bugs).toHaveLength(1);
  expect(existsSync(file)).toBe(false);
});
