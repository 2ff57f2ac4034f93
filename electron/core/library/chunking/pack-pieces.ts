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
export function packPieces(
  pieces: readonly Piece[],
  roomFor: (first: Piece) => number,
): Piece[][] {
  const groups: Piece[][] = [];
  let group: Piece[] = [];
  let tokens = 0;
  const close = () => {
    if (group.length > 0) groups.push(group);
    group = [];
    tokens = 0;
  };
  for (const piece of pieces) {
    const first = group[0];
    if (first !== undefined && !fits(first, piece)) {
      const carried = piece.page === first.page ? trailingHeadings(group) : [];
      group.length -= carried.length;
      close();
      group = carried;
      tokens = sum(carried);
      const lead = carried[0];
      if (lead !== undefined && !fits(lead, piece)) close();
    }
    group.push(piece);
    tokens += piece.tokens;
  }
  close();
  return evenTails(groups, roomFor);

  function fits(first: Piece, piece: Piece): boolean {
    const room = roomFor(first);
    if (piece.page !== first.page || tokens + piece.tokens > room) return false;
    if (piece.end - first.start > room * maxCharsPerToken) return false;
    const isSectionStart =
      piece.heading !== null && group.at(-1)?.heading === null;
    return !(isSectionStart && tokens >= room * fullEnoughForHeading);
  }
}

/** Headings at the end of a group belong to what follows; a group of headings only stays. */
function trailingHeadings(group: readonly Piece[]): Piece[] {
  let from = group.length;
  while (from > 0 && group[from - 1]?.heading !== null) from -= 1;
  return from === 0 ? [] : group.slice(from);
}

/** Evens out a small last group with the one before it, where they are one running text. */
function evenTails(
  groups: Piece[][],
  roomFor: (first: Piece) => number,
): Piece[][] {
  for (let at = 1; at < groups.length; at += 1) {
    const [before, tail] = [groups[at - 1] ?? [], groups[at] ?? []];
    const [first, last] = [before[0], tail[0]];
    if (
      first === undefined ||
      last === undefined ||
      first.page !== last.page ||
      last.heading !== null
    )
      continue;
    const room = roomFor(first);
    if (sum(tail) >= room * smallTail) continue;
    let [tokensBefore, tokensOfTail] = [sum(before), sum(tail)];
    while (before.length > 1) {
      const moved = before.at(-1);
      if (
        moved === undefined ||
        moved.heading !== null ||
        before.at(-2)?.heading !== null
      )
        break;
      if (
        tokensOfTail + moved.tokens > tokensBefore - moved.tokens ||
        tokensOfTail + moved.tokens > roomFor(moved)
      )
        break;
      before.pop();
      tail.unshift(moved);
      tokensBefore -= moved.tokens;
      tokensOfTail += moved.tokens;
    }
  }
  return groups;
}

function sum(pieces: readonly Piece[]): number {
  return pieces.reduce((total, piece) => total + piece.tokens, 0);
}
