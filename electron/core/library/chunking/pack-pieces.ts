import type { Piece } from "./pieces.ts";

// In parts of the room for text
const fullEnoughForHeading = 0.4;
const smallTail = 0.3;
// What counts for nothing, such as rules and addresses, may not pile up in one group either
const maxCharsPerToken = 24;

/**
 * Packs pieces in order into groups that fill the room as well as whole pieces can. A group stays on one
 * page; a heading begins a new one unless that would leave a small one behind, and never ends one.
 */
export class Packer {
  readonly #roomFor: (first: Piece) => number;
  #group: Piece[] = [];
  #tokens = 0;
  /** Whole, but for what it may give to the one behind it. */
  #last: Piece[] | null = null;

  constructor(roomFor: (first: Piece) => number) {
    this.#roomFor = roomFor;
  }

  /** The groups that these made whole. */
  put(pieces: readonly Piece[]): Piece[][] {
    const whole: Piece[][] = [];
    for (const piece of pieces) {
      const first = this.#group[0];
      if (first !== undefined && !this.#fits(first, piece)) {
        const carried =
          piece.page === first.page ? trailingHeadings(this.#group) : [];
        this.#group.length -= carried.length;
        this.#close(whole);
        this.#group = carried;
        this.#tokens = sum(carried);
        const lead = carried[0];
        if (lead !== undefined && !this.#fits(lead, piece)) this.#close(whole);
      }
      this.#group.push(piece);
      this.#tokens += piece.tokens;
    }
    return whole;
  }

  /** What is left when no more pieces come. */
  end(): Piece[][] {
    const whole: Piece[][] = [];
    this.#close(whole);
    if (this.#last !== null) whole.push(this.#last);
    this.#last = null;
    return whole;
  }

  #close(whole: Piece[][]): void {
    if (this.#group.length > 0) {
      if (this.#last !== null) {
        evenTail(this.#last, this.#group, this.#roomFor);
        whole.push(this.#last);
      }
      this.#last = this.#group;
    }
    this.#group = [];
    this.#tokens = 0;
  }

  #fits(first: Piece, piece: Piece): boolean {
    const room = this.#roomFor(first);
    if (piece.page !== first.page || this.#tokens + piece.tokens > room)
      return false;
    if (piece.end - first.start > room * maxCharsPerToken) return false;
    const isSectionStart =
      piece.heading !== null && this.#group.at(-1)?.heading === null;
    return !(isSectionStart && this.#tokens >= room * fullEnoughForHeading);
  }
}

/** Headings at the end of a group belong to what follows; a group of headings only stays. */
function trailingHeadings(group: readonly Piece[]): Piece[] {
  let from = group.length;
  while (from > 0 && group[from - 1]?.heading !== null) from -= 1;
  return from === 0 ? [] : group.slice(from);
}

/** Evens out a small group with the one before it, where they are one running text. */
function evenTail(
  before: Piece[],
  tail: Piece[],
  roomFor: (first: Piece) => number,
): void {
  const [first, last] = [before[0], tail[0]];
  if (
    first === undefined ||
    last === undefined ||
    first.page !== last.page ||
    last.heading !== null
  )
    return;
  let [tokensBefore, tokensOfTail] = [sum(before), sum(tail)];
  if (tokensOfTail >= roomFor(first) * smallTail) return;
  while (before.length > 1) {
    const moved = before.at(-1);
    if (
      moved === undefined ||
      moved.heading !== null ||
      before.at(-2)?.heading !== null
    )
      return;
    if (
      tokensOfTail + moved.tokens > tokensBefore - moved.tokens ||
      tokensOfTail + moved.tokens > roomFor(moved)
    )
      return;
    before.pop();
    tail.unshift(moved);
    tokensBefore -= moved.tokens;
    tokensOfTail += moved.tokens;
  }
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, piece) => total + piece.tokens, 0);
}
