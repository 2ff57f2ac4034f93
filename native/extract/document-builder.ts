import type { Block, BlockKind, PageRange } from "#contract/library.ts";
import type { Extraction } from "#core/ports/extractor.ts";
import { cleanText } from "./clean-text.ts";

const separator = "\n\n";

/** Writes a document's Markdown block by block, so that blocks and pages have exact ranges by construction. */
export class DocumentBuilder {
  readonly #parts: string[] = [];
  readonly #blocks: Block[] = [];
  readonly #pages: PageRange[] = [];
  #length = 0;
  #page: number | null = null;
  #pageStart: number | null = null;

  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }

  /** Adds a block after a blank line; one without visible text is left out. */
  add(kind: BlockKind, markdown: string, level: number | null = null): void {
    const text = cleanText(markdown)
      .replace(/[\u2010\u2011]/g, "-")
      .replace(/^\n+/, "")
      .trimEnd();
    if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return;
    if (this.#length > 0) {
      this.#parts.push(separator);
      this.#length += separator.length;
    }
    const start = this.#length;
    this.#parts.push(text);
    this.#length += text.length;
    this.#pageStart ??= start;
    this.#blocks.push({
      kind,
      start,
      end: this.#length,
      page: this.#page,
      level: kind === "heading" ? Math.min(Math.max(level ?? 1, 1), 6) : null,
    });
  }

  /** Blocks added until endPage are on this page. */
  beginPage(page: number): void {
    this.#page = page;
    this.#pageStart = null;
  }

  /** A page without blocks is an empty range. */
  endPage(outcome: Pick<PageRange, "status" | "reason">): void {
    if (this.#page === null) return;
    this.#pages.push({
      page: this.#page,
      start: this.#pageStart ?? this.#length,
      end: this.#length,
      ...outcome,
    });
    this.#page = null;
  }

  get hasTextOnPage(): boolean {
    return this.#pageStart !== null;
  }

  build(facts: Pick<Extraction, "mediaType" | "title">): Extraction {
    return {
      ...facts,
      text: this.#parts.join(""),
      pages: this.#pages,
      blocks: this.#blocks,
    };
  }
}
