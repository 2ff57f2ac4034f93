/**
 * What a page in a browser and its host on this computer agree on. The page keeps a secret in its own storage, which
 * browsers hold apart by port and send to nobody; it is offered only to a host that first proved to know its hash.
 */
export const loopback = {
  /** The subprotocol that a socket speaks, and the one that carries the secret behind this prefix. */
  protocol: "hearth",
  secretProtocolPrefix: "hearth-secret.",
  secretHeader: "x-hearth-secret",
  /** POST here takes the one-time token of an address and gives a secret; GET proves that the host knows one. */
  sessionPath: "/session",
  tokenHeader: "x-hearth-token",
  sessionIdHeader: "x-hearth-session",
  challengeHeader: "x-hearth-challenge",
} as const;

/** What the host signs, with the SHA-256 of the secret as its key (HMAC-SHA-256): good for one question on one port. */
export function provenText(origin: string, challenge: string): string {
  return `${origin}\n${challenge}`;
}
