/** Each session holds its own copy of the model: more than this many are not worth their memory. */
const maxSessions = 8;
/** A session that gets less of its core than this is in the way of something else. */
const crowdedShare = 0.5;
const roomyShare = 0.85;
/** How much of a new share counts. */
const newness = 0.3;

/** Sessions that may run side by side: one a core. */
export function sessionLimit(cores: number): number {
  return Math.max(1, Math.min(cores, maxSessions));
}

export interface SessionSpeed {
  sessions: number;
  /** Texts a millisecond. */
  speed: number;
}

/** The fastest; more of them only where they are a tenth faster, for each takes memory. */
export function fastestSessions(found: readonly SessionSpeed[]): number {
  return found
    .toSorted((a, b) => a.sessions - b.sessions)
    .reduce((best, one) => (one.speed > best.speed * 1.1 ? one : best))
    .sessions;
}

/**
 * How many of the sessions run now: half of them on battery, and one less each time that they get less than half of
 * their cores, because something else wants them; one more each time that they get nearly all.
 */
export class SessionCount {
  readonly #isOnBattery: () => boolean;
  #share = 1;
  #fewer = 0;

  constructor(options: { isOnBattery: () => boolean }) {
    this.#isOnBattery = options.isOnBattery;
  }

  /** Something else wants the cores: what is measured now is not how fast this computer is. */
  get isCrowded(): boolean {
    return this.#share < roomyShare;
  }

  of(sessions: number): number {
    const most = this.#isOnBattery() ? Math.ceil(sessions / 2) : sessions;
    return Math.max(1, most - this.#fewer);
  }

  /** Of a piece of work by one session: its processor time, of the time that it took; `sessions` is what all may be. */
  add(work: { cpuMs: number; wallMs: number }, sessions: number): void {
    if (work.wallMs <= 0) return;
    const share = Math.min(1, work.cpuMs / work.wallMs);
    this.#share += (share - this.#share) * newness;
    if (this.#share < crowdedShare && this.#fewer < sessions - 1)
      this.#change(1);
    else if (this.#share > roomyShare && this.#fewer > 0) this.#change(-1);
  }

  #change(by: number): void {
    this.#fewer += by;
    // What was measured before says nothing about the new number
    this.#share = (crowdedShare + roomyShare) / 2;
  }
}
