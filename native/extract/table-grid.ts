import { failures } from "./failures.ts";

// A hostile span may not blow up the table
const widestColumns = 200;
const longestRowSpan = 500;

/** A spanning cell is repeated in so many characters of a document as its markup has, times this. */
const maxRepeatShare = 4;
/** However small the document is. */
const minRepeatChars = 1_000_000;
/** Bars and spaces around a cell. */
const cellOverhead = 3;

/** What spanning cells of all tables of one document may come to: a few hundred bytes of markup can ask for megabytes. */
export class RepeatBudget {
  #leftChars: number;

  constructor(documentChars: number) {
    this.#leftChars = Math.max(minRepeatChars, documentChars * maxRepeatShare);
  }

  /** @throws AppError too-expanded */
  spend(text: string): void {
    this.#leftChars -= text.length + cellOverhead;
    if (this.#leftChars < 0) throw failures.tooExpanded();
  }
}

/** Lays cells that span rows and columns out on a grid, repeating their text in every place they cover. */
export class GridFiller {
  readonly #rows: string[][] = [];
  #above: { text: string; rowsLeft: number }[] = [];
  #column = 0;
  readonly #budget: RepeatBudget;

  constructor(budget: RepeatBudget) {
    this.#budget = budget;
  }

  beginRow(): void {
    this.#finishRow();
    this.#rows.push([]);
    this.#column = 0;
  }

  put(text: string, span: { columns: number; rows: number }): void {
    this.#takeFromAbove();
    for (
      let column = 0;
      column < Math.min(span.columns, widestColumns);
      column += 1
    ) {
      if (this.#column >= widestColumns) return;
      if (column > 0) this.#budget.spend(text);
      this.#above[this.#column] = {
        text,
        rowsLeft: Math.min(span.rows, longestRowSpan) - 1,
      };
      this.#rows.at(-1)?.push(text);
      this.#column += 1;
    }
  }

  rows(): string[][] {
    this.#finishRow();
    this.#above = [];
    return this.#rows.filter((row) => row.some((cell) => cell !== ""));
  }

  #finishRow(): void {
    if (this.#rows.length === 0) return;
    this.#takeFromAbove();
  }

  #takeFromAbove(): void {
    for (;;) {
      const above = this.#above[this.#column];
      if (above === undefined || above.rowsLeft <= 0) return;
      above.rowsLeft -= 1;
      this.#budget.spend(above.text);
      this.#rows.at(-1)?.push(above.text);
      this.#column += 1;
    }
  }
}
