import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { EgressPurpose, EgressRequest } from "#core/ports/egress.ts";

export type EgressOutcome = "sent" | "no-consent" | "not-https" | "closed";

export interface LedgerEntry {
  at: number;
  purpose: EgressPurpose;
  /** The host only: a path or query may hold what is private. */
  host: string;
  outcome: EgressOutcome;
  bytesSent: number;
}

/** Everything that left this computer, and every refusal; entries are only ever added. */
export class EgressLedger {
  readonly #db: Database;
  readonly #clock: Pick<Clock, "now">;

  constructor(db: Database, clock: Pick<Clock, "now">) {
    this.#db = db;
    this.#clock = clock;
  }

  record(request: EgressRequest, outcome: EgressOutcome): void {
    const sent = outcome === "sent" ? (request.body ?? "") : "";
    this.#db.run(
      `INSERT INTO egress_ledger (id, at, purpose, host, consent_id, outcome, bytes_sent)
       VALUES (:id, :at, :purpose, :host, :consentId, :outcome, :bytesSent)`,
      {
        id: globalThis.crypto.randomUUID(),
        at: this.#clock.now(),
        purpose: request.purpose,
        host: URL.parse(request.url)?.host ?? "",
        consentId: request.consentId,
        outcome,
        bytesSent: new TextEncoder().encode(sent).length,
      },
    );
  }

  /** Newest first. */
  latest(limit: number): LedgerEntry[] {
    return this.#db
      .all(
        `SELECT at, purpose, host, outcome, bytes_sent FROM egress_ledger
         ORDER BY at DESC, rowid DESC LIMIT :limit`,
        { limit },
      )
      .map((row) => ({
        at: Number(row["at"]),
        // Both columns are written above and nowhere else
        purpose: String(row["purpose"]) as EgressPurpose,
        host: String(row["host"]),
        outcome: String(row["outcome"]) as EgressOutcome,
        bytesSent: Number(row["bytes_sent"]),
      }));
  }
}
