import type { DocumentSummary } from "#contract/library.ts";
import type { Output } from "./output.ts";

type Status = "indexed" | "unchanged" | "skipped" | "failed";

/** Names each file once, as soon as it is finished, and counts. */
export class FileReport {
  readonly #output: Output;
  readonly #isWanted: (document: DocumentSummary) => boolean;
  readonly #startedAt = Date.now();
  readonly #startedMs = performance.now();
  readonly #named = new Set<string>();
  readonly #counts = { indexed: 0, unchanged: 0, skipped: 0, failed: 0 };
  #chunks = 0;

  constructor(parts: {
    output: Output;
    isWanted: (document: DocumentSummary) => boolean;
  }) {
    this.#output = parts.output;
    this.#isWanted = parts.isWanted;
  }

  /** For a document that changed while the job ran. */
  changed(document: DocumentSummary): void {
    const isFresh = (document.indexedAt ?? 0) >= this.#startedAt;
    if (document.status === "indexed" && isFresh)
      this.#name(document, "indexed");
    if (document.status === "failed" || document.status === "skipped")
      this.#name(document, document.status);
  }

  /** For every document once the job is over: names those that it did not touch. */
  settle(document: DocumentSummary): void {
    this.changed(document);
    if (document.status === "indexed") this.#name(document, "unchanged");
  }

  summary(): void {
    const seconds = (performance.now() - this.#startedMs) / 1000;
    const { indexed, unchanged, skipped, failed } = this.#counts;
    this.#output.json({
      type: "summary",
      ...this.#counts,
      chunks: this.#chunks,
      seconds: round(seconds),
      filesPerSecond: round(this.#named.size / seconds),
      chunksPerSecond: round(this.#chunks / seconds),
    });
    this.#output.line(
      `${indexed} indexed, ${unchanged} unchanged, ${skipped} skipped, ${failed} failed; ` +
        `${this.#chunks} passages, ${seconds.toFixed(1)} s`,
    );
  }

  #name(document: DocumentSummary, status: Status): void {
    if (this.#named.has(document.id) || !this.#isWanted(document)) return;
    this.#named.add(document.id);
    this.#counts[status] += 1;
    this.#chunks += document.chunks;
    const { reason } = document;
    this.#output.json({
      type: "file",
      path: document.path,
      status,
      pages: document.pages,
      chunks: document.chunks,
      reason: reason === null ? null : `${reason.code}: ${reason.message}`,
      documentId: document.id,
      mediaType: document.mediaType,
    });
    const detail =
      reason === null
        ? `${document.chunks} ${document.chunks === 1 ? "passage" : "passages"}`
        : [reason.message, reason.advice].filter(Boolean).join(" ");
    this.#output.line(`${status.padEnd(9)} ${document.path}  ${detail}`);
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
