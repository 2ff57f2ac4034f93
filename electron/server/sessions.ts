import { createHash, randomBytes } from "node:crypto";

const secretBytes = 32;
/** Addresses that were printed and never opened; the oldest stop working. */
const mostTokens = 16;
/** Browsers that were let in; the oldest must ask for a new address. */
const mostSessions = 64;

/**
 * Who may talk to the server. A token is printed in an address and works once; opening it gives the browser a
 * session, kept in a cookie. Both are 256 random bits, and only their hashes are held.
 */
export class Sessions {
  readonly #cookieName: string;
  readonly #tokens = new Set<string>();
  readonly #sessions = new Set<string>();

  /** Cookies don't know ports, so the port is in the name: two servers don't log each other out. */
  constructor(port: number) {
    this.#cookieName = `hearth-${port}`;
  }

  issueToken(): string {
    return issue(this.#tokens, mostTokens);
  }

  /** The Set-Cookie value for a token that was issued and not used; null for any other. */
  redeem(token: string): string | null {
    if (!this.#tokens.delete(hash(token))) return null;
    const session = issue(this.#sessions, mostSessions);
    return `${this.#cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  isKnown(cookieHeader: string | undefined): boolean {
    return (cookieHeader ?? "")
      .split(";")
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${this.#cookieName}=`))
      .some((pair) =>
        this.#sessions.has(hash(pair.slice(this.#cookieName.length + 1))),
      );
  }
}

function issue(set: Set<string>, most: number): string {
  const secret = randomBytes(secretBytes).toString("base64url");
  set.add(hash(secret));
  if (set.size > most) {
    const [oldest] = set;
    if (oldest !== undefined) set.delete(oldest);
  }
  return secret;
}

/** Looking up a hash takes a time that says nothing about the secret. */
function hash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
