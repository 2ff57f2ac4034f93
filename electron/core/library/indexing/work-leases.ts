/** Work on one document, from being claimed to being written or given up. */
export interface Lease {
  documentId: string;
  jobId: string;
  /** Aborted with the run, or when this document's work alone was called off: its state is another's business then. */
  signal: AbortSignal;
}

interface OpenLease {
  lease: Lease;
  controller: AbortController;
}

/** The documents that a run works on, each of which can be let go without the others. */
export class WorkLeases {
  readonly #runSignal: AbortSignal;
  readonly #onChange: () => void;
  readonly #open = new Map<string, OpenLease>();

  constructor(runSignal: AbortSignal, onChange: () => void) {
    this.#runSignal = runSignal;
    this.#onChange = onChange;
  }

  get size(): number {
    return this.#open.size;
  }

  take(document: { id: string; jobId: string }): Lease {
    const controller = new AbortController();
    const lease = {
      documentId: document.id,
      jobId: document.jobId,
      signal: AbortSignal.any([this.#runSignal, controller.signal]),
    };
    this.#open.set(document.id, { lease, controller });
    return lease;
  }

  /** The work is over. A lease that was called off is gone already. */
  release({ documentId, signal }: Pick<Lease, "documentId" | "signal">): void {
    if (this.#open.get(documentId)?.lease.signal !== signal) return;
    this.#open.delete(documentId);
    this.#onChange();
  }

  /** Calls off the work on those for which this holds. Returns their ids. */
  callOff(isMeant: (lease: Lease) => boolean): string[] {
    const meant = [...this.#open.values()].filter(({ lease }) =>
      isMeant(lease),
    );
    for (const { lease, controller } of meant) {
      controller.abort(new CalledOff());
      this.release(lease);
    }
    return meant.map(({ lease }) => lease.documentId);
  }
}

/** Why the work on a document ended before its time; never shown. */
class CalledOff extends Error {
  override readonly name = "AbortError";
}
