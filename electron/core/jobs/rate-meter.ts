/** What is measured over: long enough to be calm, short enough to follow a change. */
const windowMs = 60_000;
/** Before this much was seen, a rate would be a guess. */
const leastMs = 3_000;
const sampleMs = 1_000;

interface Sample {
  atMs: number;
  /** Read so far; the part of the one in hand counts too. */
  files: number;
}

/** The rate of a job over about the last minute. Times are monotonic milliseconds. */
export class RateMeter {
  #samples: Sample[] = [];

  add(sample: Sample): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && sample.atMs - last.atMs < sampleMs) return;
    this.#samples.push(sample);
    const oldest = sample.atMs - windowMs;
    const firstKept = this.#samples.findIndex(({ atMs }) => atMs >= oldest);
    // One older sample stays, so that the window is always full
    if (firstKept > 1) this.#samples = this.#samples.slice(firstKept - 1);
  }

  /** A pause is no slowness. */
  reset(): void {
    this.#samples = [];
  }

  /** Null while too little was seen, or nothing moved. */
  get filesPerMinute(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined) return null;
    const spanMs = last.atMs - first.atMs;
    const moved = last.files - first.files;
    return spanMs < leastMs || moved <= 0 ? null : (moved / spanMs) * 60_000;
  }

  /** From the rate that is said, so that the two never contradict each other. */
  remainingMs(filesLeft: number): number | null {
    const perMinute = this.filesPerMinute;
    return perMinute === null
      ? null
      : Math.round((Math.max(0, filesLeft) / perMinute) * 60_000);
  }
}
