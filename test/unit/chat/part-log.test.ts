import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { foldParts, newTurn as unfolded } from "#contract/fold-turn.ts";
import { conversationId, type TurnId, turnId } from "#contract/ids.ts";
import type { TurnPart } from "#contract/turns.ts";
import { PartLog } from "#core/chat/part-log.ts";
import { TurnStore } from "#core/chat/turn-store.ts";
import type { Clock } from "#core/ports/clock.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import {
  createDatabase,
  type OpenDatabase,
} from "#native/database/open-database.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { noSignal, silentLog } from "../../support/chat-harness.ts";

let folder: string;
let opened: OpenDatabase;
let due: (() => void)[] = [];
/** Time stands still until a test says that the delay is over. */
const clock: Clock = {
  ...systemClock,
  after: (_delayMs, callback) => {
    due.push(callback);
    return () => {
      due = due.filter((one) => one !== callback);
    };
  },
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-log-"));
  opened = createDatabase({
    file: join(folder, "hearth.db"),
    log: silentLog,
    clock,
  });
  due = [];
});
afterEach(() => {
  opened.close();
  rmSync(folder, { recursive: true, force: true });
});

function newTurn(): { log: PartLog; id: TurnId } {
  const workspaceId = new WorkspaceStore(opened.database, clock).default().id;
  const row = new TurnStore(opened.database, clock).create({
    workspaceId,
    scope: "workspace",
    conversationId: null,
    question: "?",
  });
  const log = new PartLog(opened.database, clock, silentLog);
  log.open(row.id);
  return { log, id: row.id };
}

function end(log: PartLog, id: TurnId): void {
  log.end(
    id,
    {
      type: "error",
      error: { code: "internal", message: "", advice: null, params: {} },
    },
    () => undefined,
  );
}

function storedCount(id: TurnId): number {
  return Number(
    opened.database.get(
      "SELECT count(*) AS n FROM turn_parts WHERE turn_id = :id",
      { id },
    )?.["n"],
  );
}

async function collect(
  parts: AsyncIterable<TurnPart>,
  atMost = Number.POSITIVE_INFINITY,
): Promise<TurnPart[]> {
  const seen: TurnPart[] = [];
  for await (const part of parts) {
    seen.push(part);
    if (seen.length >= atMost) break;
  }
  return seen;
}

describe("the part log of a turn", () => {
  it("gives every watcher each part once and in order, whenever it leaves and comes back", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat({ max: 14 }), { maxLength: 5 }),
        async (texts, leaveAfter) => {
          const { log, id } = newTurn();
          const watcher = (async () => {
            const seen: TurnPart[] = [];
            for (const count of [...leaveAfter, Number.POSITIVE_INFINITY]) {
              if (seen.at(-1)?.type === "error") break;
              seen.push(
                ...(await collect(
                  log.watch(id, seen.length, { signal: noSignal }),
                  Math.max(1, count),
                )),
              );
            }
            return seen;
          })();
          for (const text of texts) {
            log.append(id, { type: "delta", text });
            if (text.length % 2 === 0) await Promise.resolve();
          }
          end(log, id);
          const seen = await watcher;
          expect(seen.map((part) => part.seq)).toEqual(
            Array.from({ length: texts.length + 1 }, (_, index) => index + 1),
          );
          // From the database, later, it is the same, from wherever one goes on
          for (let from = 0; from <= seen.length; from += 1)
            expect(
              await collect(log.watch(id, from, { signal: noSignal })),
            ).toEqual(seen.slice(from));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("lets a watcher that falls behind miss nothing while another is quick", async () => {
    const { log, id } = newTurn();
    const slow = log.watch(id, 0, { signal: noSignal });
    log.append(id, { type: "delta", text: "0" });
    expect((await slow.next()).value).toMatchObject({ seq: 1 });
    const quick = collect(log.watch(id, 0, { signal: noSignal }));
    for (let index = 1; index < 50; index += 1)
      log.append(id, { type: "delta", text: String(index) });
    end(log, id);
    expect(await quick).toHaveLength(51);
    expect((await collect(slow)).map((part) => part.seq)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 2),
    );
  });

  it("commits text in batches, and at once with anything else", () => {
    const { log, id } = newTurn();
    log.append(id, { type: "delta", text: "a" });
    log.append(id, { type: "delta", text: "b" });
    expect(storedCount(id)).toBe(0);
    expect(due).toHaveLength(1);
    for (const callback of due.splice(0)) callback();
    expect(storedCount(id)).toBe(2);
    log.append(id, { type: "delta", text: "c" });
    log.append(id, {
      type: "warning",
      notice: { code: "not-cited", params: {} },
    });
    expect(storedCount(id)).toBe(4);
    expect(due).toHaveLength(0);
  });

  it("keeps a row for the text of an ended turn, not one for each delta, and folds to the same turn", () => {
    const { log, id } = newTurn();
    for (let count = 0; count < 50; count += 1)
      log.append(id, { type: "delta", text: `word ${count} ` });
    log.append(id, {
      type: "warning",
      notice: { code: "not-cited", params: {} },
    });
    log.append(id, { type: "delta", text: "end" });
    const before = log.read(id);
    end(log, id);
    expect(storedCount(id)).toBe(4);
    const asked = {
      id,
      conversationId: conversationId.parse(crypto.randomUUID()),
      question: "?",
      askedAt: 0,
    };
    const whole = foldParts(unfolded(asked), log.read(id));
    expect(whole.answer).toBe(foldParts(unfolded(asked), before).answer);
    expect(foldParts(unfolded(asked), log.readForFolding(id))).toEqual(whole);
  });

  it("ends a watch when its client goes, and the turn goes on", async () => {
    const { log, id } = newTurn();
    const client = new AbortController();
    const watching = collect(log.watch(id, 0, { signal: client.signal }));
    client.abort();
    expect(await watching).toEqual([]);
    log.append(id, { type: "delta", text: "on" });
    end(log, id);
    expect(await collect(log.watch(id, 0, { signal: noSignal }))).toHaveLength(
      2,
    );
  });

  it("goes on in memory when the database takes nothing, and keeps the whole turn", async () => {
    const { log, id } = newTurn();
    opened.database.run(
      "CREATE TRIGGER refuse BEFORE INSERT ON turn_parts BEGIN SELECT RAISE(FAIL, 'full'); END",
    );
    log.append(id, { type: "delta", text: "kept" });
    end(log, id);
    expect(storedCount(id)).toBe(0);
    expect(log.read(id).map((part) => part.type)).toEqual(["delta", "error"]);
    expect(await collect(log.watch(id, 0, { signal: noSignal }))).toHaveLength(
      2,
    );
  });

  it("stores an ended turn once a full database has room again", () => {
    const { log, id } = newTurn();
    const { database } = opened;
    const pages = database.get("PRAGMA page_count")?.["page_count"];
    database.get(`PRAGMA max_page_count = ${pages}`);
    log.append(id, { type: "delta", text: "kept ".repeat(20_000) });
    end(log, id);
    const runDue = () => {
      for (const callback of due.splice(0)) callback();
    };
    runDue();
    expect(storedCount(id)).toBe(0);
    database.get("PRAGMA max_page_count = 100000");
    runDue();
    expect(storedCount(id)).toBe(2);
    expect(log.read(id).map((part) => part.type)).toEqual(["delta", "error"]);
    expect(due).toEqual([]);
  });

  it("has nothing for a turn that it never saw", () => {
    const log = new PartLog(opened.database, clock, silentLog);
    expect(log.read(turnId.parse(crypto.randomUUID()))).toEqual([]);
  });
});
