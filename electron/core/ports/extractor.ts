import type { Block, PageRange } from "#contract/library.ts";

/**
 * A document as text. `text` is Markdown in Unicode NFC with \n line ends; every range is in UTF-16 offsets of it.
 * Pages are in order, don't overlap and hold all blocks of the page; empty list where the format has no pages.
 */
export interface Extraction {
  mediaType: string;
  /** From the document itself; null when it has none. */
  title: string | null;
  text: string;
  pages: PageRange[];
  blocks: Block[];
}

/** What a file held when it was read. */
export interface ExtractedFile extends Extraction {
  /** SHA-256 in hex of the bytes that it was read from. */
  fileHash: string;
}

export interface ExtractionProgress {
  page: number | null;
  pages: number | null;
}

export interface Extractor {
  /** Raised whenever a type is read that was not, or read better: files that failed or were skipped are looked at again. */
  readonly readersVersion: number;
  /**
   * Reads one file in a process of its own.
   * @throws AppError unsupported-type, file-missing, file-unreadable, file-empty, file-too-large, file-damaged,
   * password-needed, no-text, too-expanded, extraction-timeout (no progress for long), extraction-crashed.
   */
  extract(
    path: string,
    options: {
      signal: AbortSignal;
      onProgress?: (progress: ExtractionProgress) => void;
      /** Takes no time to speak of: those that wait together may be read in one go. Default: false. */
      isSmall?: boolean;
    },
  ): Promise<ExtractedFile>;
}
