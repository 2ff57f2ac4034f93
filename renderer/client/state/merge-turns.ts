import type { TurnId } from "#contract/ids.ts";
import type { Turn } from "#contract/turns.ts";

/** Of turns that were asked again: all that stand in the same place, oldest first. */
export type Branches = Readonly<Record<TurnId, readonly TurnId[]>>;

/** What was folded here may be ahead of what was read there. */
export function newerTurns(
  here: readonly Turn[],
  there: readonly Turn[],
): Turn[] {
  return there.map((turn) => {
    const known = here.find(({ id }) => id === turn.id);
    return known !== undefined && known.lastSeq >= turn.lastSeq ? known : turn;
  });
}

/** The same; a turn asked meanwhile may be missing there. */
export function mergeTurns(
  here: readonly Turn[],
  there: readonly Turn[],
): Turn[] {
  const asked = here.filter(
    (turn) =>
      turn.state === "running" && !there.some(({ id }) => id === turn.id),
  );
  return [...newerTurns(here, there), ...asked];
}

/** By turn. */
export function branchesFrom(
  list: readonly { turnId: TurnId; siblings: readonly TurnId[] }[],
): Branches {
  return Object.fromEntries(
    list.map(({ turnId, siblings }) => [turnId, siblings]),
  );
}

/** A new turn in the place of one that is shown: what came after that one is another line now. */
export function replaced(
  { turns, branches }: { turns: readonly Turn[]; branches: Branches },
  insteadOf: TurnId,
  turn: Turn,
): { turns: Turn[]; branches: Branches } {
  const place = turns.findIndex(({ id }) => id === insteadOf);
  const siblings = branches[insteadOf] ?? [insteadOf];
  return {
    turns: [...turns.slice(0, place === -1 ? turns.length : place), turn],
    branches: { ...branches, [turn.id]: [...siblings, turn.id] },
  };
}
