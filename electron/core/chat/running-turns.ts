import type { AskedTurn } from "#contract/fold-turn.ts";
import type { TurnId } from "#contract/ids.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import { findSummary } from "./conversation-rows.ts";
import { failedTurn } from "./failed-turn.ts";
import type { PartLog } from "./part-log.ts";
import type { EndPart, TurnRun } from "./turn-run.ts";
import { TurnStop } from "./turn-stop.ts";
import type { TurnStore } from "./turn-store.ts";

/** A turn that is written, from its beginning or from where it was cut. */
export type Run = Pick<TurnRun, "end" | "answer">;

/** The turns that are being written: each ends once, whatever happens, and clients are told when it begins and ends. */
export class RunningTurns {
  readonly #parts: { db: Database; hub: EventHub; log: Log };
  readonly #store: TurnStore;
  readonly #log: PartLog;
  readonly #running = new Map<
    TurnId,
    { stop: AbortController; ended: Promise<void> }
  >();

  constructor(
    parts: { db: Database; hub: EventHub; log: Log },
    store: TurnStore,
    log: PartLog,
  ) {
    this.#parts = parts;
    this.#store = store;
    this.#log = log;
  }

  has(turnId: TurnId): boolean {
    return this.#running.has(turnId);
  }

  /** Never throws: what keeps a turn from beginning is how it ends. */
  begin(row: AskedTurn, prepare: (signal: AbortSignal) => Run): void {
    const stop = new AbortController();
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    // Known before it begins: it may end in the tick that asks
    this.#running.set(row.id, { stop, ended });
    this.#publish(row);
    this.#run(row, () => prepare(stop.signal))
      .catch((error: unknown) =>
        this.#parts.log.error("a turn could not be ended", error),
      )
      .finally(resolve);
  }

  /** Resolves when the turn has ended; what was written stays. */
  async stop(turnId: TurnId): Promise<{ stopped: boolean }> {
    const running = this.#running.get(turnId);
    if (running === undefined) return { stopped: false };
    running.stop.abort(new TurnStop("stopped"));
    await running.ended;
    return { stopped: true };
  }

  /** Ends all of them as interrupted, their text kept. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { stop } of running) stop.abort(new TurnStop("interrupted"));
    await Promise.all(running.map(({ ended }) => ended));
  }

  /** Also for one that was left unended when Hearth was. */
  end(row: AskedTurn, part: EndPart, answer: string): void {
    this.#log.end(row.id, part, () =>
      this.#store.end(
        row,
        part.type === "finish" ? "finished" : "failed",
        answer,
      ),
    );
    this.#publish(row);
  }

  /** Ends the turn whatever happens: one that never ends is watched for ever. */
  async #run(row: AskedTurn, prepare: () => Run): Promise<void> {
    let end: { part: EndPart; answer: string };
    try {
      const run = prepare();
      end = { part: await run.end(), answer: run.answer };
    } catch (error) {
      end = { part: failedTurn(error, this.#parts.log), answer: "" };
    }
    this.#running.delete(row.id);
    this.end(row, end.part, end.answer);
  }

  #publish(row: AskedTurn): void {
    const conversation = findSummary(this.#parts.db, row.conversationId);
    this.#parts.hub.publish({
      type: "conversations",
      changed: conversation === null ? [] : [conversation],
      removed: [],
    });
  }
}
