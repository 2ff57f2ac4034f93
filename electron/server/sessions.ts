import { createHash, createHmac, randomBytes } from "node:crypto";
import { provenText } from "#pages/loopback.ts";
import type { KnownBrowser, SessionFile } from "./session-file.ts";

const secretBytes = 32;
/** Addresses that were printed and never opened; the oldest stop working. */
const maxTokens = 16;
/** Browsers that were let in, over all ports; the one that was away longest must ask for a new address. */
const maxBrowsers = 64;
const maxUnusedMs = 30 * 24 * 3_600_000;
/** How much older than the truth the stored time of the last use may be. */
const useResolutionMs = 3_600_000;

export type TokenRefusal = "token-missing" | "token-used" | "token-unknown";
export type SecretRefusal = "secret-missing" | "secret-unknown";

/**
 * Who may talk to the server. A token is printed in an address and works once; the page exchanges it for a secret
 * that it keeps. Both are 256 random bits and only hashes are held: of secrets in a file, so that a page goes on
 * after a restart. A secret is good on the port that it was given out on, and for 30 days after its last use.
 */
export class Sessions {
  readonly #origin: string;
  readonly #port: number;
  readonly #file: SessionFile;
  readonly #now: () => number;
  readonly #tokens = new Set<string>();
  readonly #usedTokens = new Set<string>();
  readonly #browsers: Map<string, KnownBrowser>;

  constructor(parts: {
    host: string;
    port: number;
    file: SessionFile;
    /** Milliseconds since 1970; default: the system's clock. */
    now?: () => number;
  }) {
    this.#origin = `http://${parts.host}`;
    this.#port = parts.port;
    this.#file = parts.file;
    this.#now = parts.now ?? Date.now;
    this.#browsers = new Map(
      parts.file
        .read()
        .filter(({ usedAt }) => this.#now() - usedAt < maxUnusedMs)
        .map((browser) => [idOf(browser.key), browser]),
    );
  }

  issueToken(): string {
    const token = randomBytes(secretBytes).toString("base64url");
    addBounded(this.#tokens, sha256(token), maxTokens);
    return token;
  }

  /** A secret for a token that was issued and not used, or why there is none. */
  redeem(
    token: string | undefined,
  ): { secret: string } | { refused: TokenRefusal } {
    if (token === undefined || token === "")
      return { refused: "token-missing" };
    const hashed = sha256(token);
    if (!this.#tokens.delete(hashed))
      return {
        refused: this.#usedTokens.has(hashed) ? "token-used" : "token-unknown",
      };
    addBounded(this.#usedTokens, hashed, maxTokens);
    const secret = randomBytes(secretBytes).toString("base64url");
    const key = sha256(secret);
    this.#browsers.set(idOf(key), {
      key,
      port: this.#port,
      usedAt: this.#now(),
    });
    this.#save();
    return { secret };
  }

  /** Null for a secret that was given out on this port. Looking up a hash takes a time that says nothing about it. */
  refusalOf(secret: string | undefined): SecretRefusal | null {
    if (secret === undefined || secret === "") return "secret-missing";
    const browser = this.#find(idOf(sha256(secret)));
    if (browser === null) return "secret-unknown";
    if (this.#now() - browser.usedAt > useResolutionMs) {
      browser.usedAt = this.#now();
      this.#save();
    }
    return null;
  }

  /** Shows a page that this is the host that it knows, before it offers its secret; null for a page that is not known. */
  prove(id: string, challenge: string): string | null {
    const browser = this.#find(id);
    if (browser === null) return null;
    return createHmac("sha256", Buffer.from(browser.key, "hex"))
      .update(provenText(this.#origin, challenge))
      .digest("hex");
  }

  #find(id: string): KnownBrowser | null {
    const browser = this.#browsers.get(id);
    return browser?.port === this.#port ? browser : null;
  }

  #save(): void {
    const newestFirst = [...this.#browsers].sort(
      ([, a], [, b]) => b.usedAt - a.usedAt,
    );
    for (const [id] of newestFirst.slice(maxBrowsers))
      this.#browsers.delete(id);
    this.#file.write([...this.#browsers.values()]);
  }
}

function addBounded(set: Set<string>, value: string, max: number): void {
  set.add(value);
  const [oldest] = set;
  if (set.size > max && oldest !== undefined) set.delete(oldest);
}

function sha256(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Names a secret without giving away its hash, which proofs are made with. */
function idOf(key: string): string {
  return sha256(Buffer.from(key, "hex"));
}
