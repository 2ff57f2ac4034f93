import { loopback, provenText } from "#pages/loopback.ts";
import { NotConnectedError, NotKnownError } from "./failures.ts";

/** Browsers keep a page's storage apart by port, unlike its cookies. */
const storageKey = "hearth-secret";

/**
 * The secret that lets this page in, once the host at its address has proved to be the one that gave it: another
 * program may have taken the port since. Rejects with NotConnectedError when nobody answers, with NotKnownError when
 * the host doesn't know this page or this page not the host.
 */
export async function provenSecret(): Promise<string> {
  await exchangeToken();
  const secret = localStorage.getItem(storageKey);
  if (secret === null) throw new NotKnownError();
  const key = await sha256(new TextEncoder().encode(secret));
  const challenge = hex(crypto.getRandomValues(new Uint8Array(32)));
  const answer = await request({
    method: "GET",
    headers: {
      [loopback.sessionIdHeader]: hex(await sha256(key)),
      [loopback.challengeHeader]: challenge,
    },
  });
  if (textIn(answer, "proof") !== (await hmac(key, challenge)))
    throw new NotKnownError();
  return secret;
}

/** The one-time token of the address becomes the secret, and leaves the address and the history. */
async function exchangeToken(): Promise<void> {
  const address = new URL(window.location.href);
  const token = address.searchParams.get("token");
  if (token === null) return;
  const answer = await request({
    method: "POST",
    headers: { [loopback.tokenHeader]: token },
  });
  const secret = textIn(answer, "secret");
  // A token that was used already may be this page's own, loaded again
  if (secret !== null) localStorage.setItem(storageKey, secret);
  address.searchParams.delete("token");
  window.history.replaceState(window.history.state, "", address);
}

/** The answer's value; null when the host refuses, or is another program. @throws NotConnectedError */
async function request(init: RequestInit): Promise<unknown> {
  const response = await fetch(loopback.sessionPath, {
    ...init,
    credentials: "omit",
    cache: "no-store",
  }).catch(() => {
    throw new NotConnectedError();
  });
  return response.ok ? response.json().catch(() => null) : null;
}

function textIn(answer: unknown, name: "proof" | "secret"): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  const value: unknown = Reflect.get(answer, name);
  return typeof value === "string" ? value : null;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

async function hmac(
  key: Uint8Array<ArrayBuffer>,
  challenge: string,
): Promise<string> {
  const imported = await crypto.subtle.importKey(
    "raw",
    key,
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const signed = await crypto.subtle.sign(
    "HMAC",
    imported,
    new TextEncoder().encode(provenText(window.location.origin, challenge)),
  );
  return hex(new Uint8Array(signed));
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
