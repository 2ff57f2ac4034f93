/** What was measured, a value a round, beside its baseline from the same rounds. */
export interface Figure {
  /** Such as "documents a second". */
  name: string;
  hearth: readonly number[];
  /** Null where there is nothing to compare with, such as memory. */
  baseline: { name: string; values: readonly number[] } | null;
}

export type Measured = Readonly<Record<string, number>>;

/**
 * Runs every side once a round, one after the other, so that whatever else the computer does meets all of them alike.
 * The first round only warms up. Returns what each side measured, a list a side, in order of the rounds.
 * @throws the signal's reason, before the next side
 */
export async function measureInTurns<Side extends string>(
  rounds: number,
  sides: Readonly<Record<Side, (round: number) => Promise<Measured>>>,
  onRound: (round: number, side: string, measured: Measured) => void,
  { signal }: { signal: AbortSignal },
): Promise<Record<Side, Measured[]>> {
  // The keys of a record typed by Side are Sides
  const names = Object.keys(sides) as Side[];
  const results = Object.fromEntries(
    names.map((name): [Side, Measured[]] => [name, []]),
  ) as Record<Side, Measured[]>;
  for (let round = 0; round <= rounds; round += 1)
    for (const name of names) {
      signal.throwIfAborted();
      const measured = await sides[name](round);
      onRound(round, name, measured);
      if (round > 0) results[name].push(measured);
    }
  return results;
}

/** Says each measurement as it comes, for whoever waits. */
export function noteRound(note: (text: string) => void) {
  return (round: number, side: string, measured: Measured) =>
    note(
      `${round === 0 ? "warm-up" : `round ${round}`} ${side}: ${JSON.stringify(measured)}`,
    );
}

/** The values of one name, of every round that has it. */
export function valuesOf(rounds: readonly Measured[], name: string): number[] {
  return rounds.flatMap((round) => {
    const value = round[name];
    return value === undefined ? [] : [value];
  });
}

/** What Hearth and its bare side measured under one key. */
export function figureOf(
  results: { hearth: readonly Measured[]; bare: readonly Measured[] },
  { name, key, baseline }: { name: string; key: string; baseline: string },
): Figure {
  return {
    name,
    hearth: valuesOf(results.hearth, key),
    baseline: { name: baseline, values: valuesOf(results.bare, key) },
  };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Nearest rank; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

/**
 * Of each round by itself, then the median: a load that comes and goes is in both. Null without a baseline, and where
 * that is nothing, such as no slow frame.
 */
export function ratioOf({ hearth, baseline }: Figure): number | null {
  if (baseline === null) return null;
  const ratio = median(
    hearth.flatMap((value, round) => {
      const other = baseline.values[round];
      return other === undefined ? [] : [value / other];
    }),
  );
  return Number.isFinite(ratio) ? ratio : null;
}
