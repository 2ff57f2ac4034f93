/** Words that end in a full stop within a sentence; also a single capital, as in a name. */
const abbreviation =
  /(?:^|[\s([])(?:\p{Lu}|e\.g|i\.e|al|figs?|eqs?|no|nos|vs|dr|mr|mrs|ms|st|prof|cf|resp|approx|sec|ch|vol|pp?|art|ed|eds|jr|sr|gen|col|capt|rev|u\.s|z\.b|d\.h|bzw|ca|nr|abs|m|mme)\.["'”’)]?\s*$/iu;
/** Longer than any of them with what stands around it. */
const maxChars = 16;

/** Whether the text up to `end`, from `start` on, ends in a full stop that ends no sentence. */
export function endsInAbbreviation(
  text: string,
  start: number,
  end: number,
): boolean {
  return abbreviation.test(text.slice(Math.max(start, end - maxChars), end));
}
