import { AppError } from "#contract/errors.ts";
import type { TurnId } from "#contract/ids.ts";
import type { TurnPart } from "#contract/turns.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import {
  packParts,
  type StoredPart,
  unpackForFolding,
  unpackPart,
} from "./stored-parts.ts";

/** The most text that killing the process may lose, as time. */
const commitEveryMs = 200;
/** An end that could not be stored is tried again this often: the disk may have room again. */
const retryEndMs = 5_000;

type WithoutSeq<Part> = Part extends unknown ? Omit<Part, "seq"> : never;
export type NewTurnPart = WithoutSeq<TurnPart>;

interface LiveLog {
  parts: TurnPart[];
  /** How many of them are in the database. */
  committed: number;
  cancelCommit: (() => void) | null;
  isEnded: boolean;
  wake: Set<() => void>;
}

/**
 * The part log of turns. A running turn's parts are held in memory, where every watcher reads them at its own
 * pace, and are written to the database in small batches; an ended one is read from there.
 */
export class PartLog {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #live = new Map<TurnId, LiveLog>();

  constructor(db: Database, clock: Clock, log: Log) {
    this.#db = db;
    this.#clock = clock;
    this.#log = log;
  }

  open(turnId: TurnId): void {
    this.resume(turnId, []);
  }

  /** Goes on where the stored parts end. */
  resume(turnId: TurnId, stored: readonly TurnPart[]): void {
    this.#live.set(turnId, {
      parts: [...stored],
      committed: stored.length,
      cancelCommit: null,
      isEnded: false,
      wake: new Set(),
    });
  }

  /**
   * Goes on with a turn that ended, by a part that is committed together with `alongside`.
   * @throws what went wrong; then the turn stays ended as it was
   */
  reopen(turnId: TurnId, part: NewTurnPart, alongside: () => void): void {
    if (this.#live.has(turnId))
      throw new AppError("disk-full", "The answer could not be stored yet.", {
        advice: "Make room on the disk, then go on with it.",
      });
    this.resume(turnId, this.#stored(turnId, 0));
    const live = this.#needLive(turnId);
    live.parts.push(numberedPart(part, live.parts.length + 1));
    const failure = this.#commit(turnId, live, alongside);
    if (failure === null) return;
    this.#live.delete(turnId);
    throw failure;
  }

  /** Text waits for the next commit; anything else is committed at once, with the text before it. */
  append(turnId: TurnId, part: NewTurnPart): TurnPart {
    const live = this.#needLive(turnId);
    const numbered = numberedPart(part, live.parts.length + 1);
    live.parts.push(numbered);
    if (part.type !== "delta") this.#commit(turnId, live);
    else
      live.cancelCommit ??= this.#clock.after(commitEveryMs, () =>
        this.#commit(turnId, live),
      );
    for (const wake of live.wake) wake();
    return numbered;
  }

  /** Appends the last part, and commits it together with `alongside`: an ended turn is ended everywhere. */
  end(
    turnId: TurnId,
    part: Extract<NewTurnPart, { type: "finish" | "error" }>,
    alongside: () => void,
  ): void {
    const live = this.#needLive(turnId);
    live.parts.push({ ...part, seq: live.parts.length + 1 });
    live.isEnded = true;
    this.#commitEnd(turnId, live, alongside);
    for (const wake of live.wake) wake();
  }

  /** Gives up on ends that could not be stored. */
  close(): void {
    for (const live of this.#live.values()) live.cancelCommit?.();
  }

  /** Until a database takes it, memory is the only place where it is whole. */
  #commitEnd(turnId: TurnId, live: LiveLog, alongside: () => void): void {
    const failure = this.#commit(turnId, live, () => {
      this.#pack(turnId, live.parts);
      alongside();
    });
    if (failure === null) this.#live.delete(turnId);
    // Such as a full disk; a bug would only fail again
    else if (failure instanceof AppError)
      live.cancelCommit = this.#clock.after(retryEndMs, () =>
        this.#commitEnd(turnId, live, alongside),
      );
  }

  /** All parts so far, those not yet committed included. */
  read(turnId: TurnId): TurnPart[] {
    return this.#live.get(turnId)?.parts.slice() ?? this.#stored(turnId, 0);
  }

  /** What folds to the same turn as `read`, in fewer parts: deltas in a row are one. */
  readForFolding(turnId: TurnId): TurnPart[] {
    return (
      this.#live.get(turnId)?.parts.slice() ??
      this.#rows(turnId).map(unpackForFolding)
    );
  }

  /** Every part above fromSeq once, in order: first those written, then each as it comes; ends with the turn. */
  async *watch(
    turnId: TurnId,
    fromSeq: number,
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<TurnPart> {
    const live = this.#live.get(turnId);
    if (live === undefined) {
      yield* this.#stored(turnId, fromSeq);
      return;
    }
    let next = fromSeq;
    while (!signal.aborted) {
      const part = live.parts[next];
      if (part !== undefined) {
        next += 1;
        yield part;
      } else if (live.isEnded) return;
      else await nextWake(live.wake, signal);
    }
  }

  #stored(turnId: TurnId, fromSeq: number): TurnPart[] {
    return this.#rows(turnId).flatMap((row) => unpackPart(row, fromSeq));
  }

  #rows(turnId: TurnId): string[] {
    return this.#db
      .all("SELECT part FROM turn_parts WHERE turn_id = :turnId ORDER BY seq", {
        turnId,
      })
      .map((row) => String(row["part"]));
  }

  /** Returns what went wrong; null when all is stored. */
  #commit(
    turnId: TurnId,
    live: LiveLog,
    alongside: () => void = () => undefined,
  ): unknown {
    live.cancelCommit?.();
    live.cancelCommit = null;
    const parts = live.parts.slice(live.committed);
    try {
      this.#db.transaction(() => {
        this.#insert(turnId, parts);
        alongside();
      });
      live.committed += parts.length;
      return null;
    } catch (error) {
      // The answer goes on in memory, and the next commit takes these parts too
      this.#log.error("parts of a turn could not be stored", error, {
        parts: parts.length,
      });
      return error;
    }
  }

  /** A row each while it is written, so that a commit only adds; an ended turn is stored as it is read. */
  #pack(turnId: TurnId, parts: readonly TurnPart[]): void {
    this.#db.run("DELETE FROM turn_parts WHERE turn_id = :turnId", { turnId });
    this.#insert(turnId, packParts(parts));
  }

  #insert(turnId: TurnId, parts: readonly StoredPart[]): void {
    for (const part of parts)
      this.#db.run(
        "INSERT INTO turn_parts (turn_id, seq, part) VALUES (:turnId, :seq, :part)",
        { turnId, seq: part.seq, part: JSON.stringify(part) },
      );
  }

  #needLive(turnId: TurnId): LiveLog {
    const live = this.#live.get(turnId);
    if (live !== undefined && !live.isEnded) return live;
    throw new AppError("internal", "A part was written to an ended turn.");
  }
}

function numberedPart(part: NewTurnPart, seq: number): TurnPart {
  // A part of the union with its seq is again a part of the union, which Omit hides from the compiler
  return { ...part, seq } as TurnPart;
}

function nextWake(wake: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      wake.delete(done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    wake.add(done);
    signal.addEventListener("abort", done, { once: true });
  });
}
