import { AppError } from "#contract/errors.ts";

/** Why a request is refused; the client finds it as `params.reason`. */
export type RefusalReason =
  /** Addressed to another name: a page whose name was pointed at this computer. */
  | "host"
  /** Asked for by a page of another origin, or a change without any Origin. */
  | "origin"
  /** The browser says that another site asks. */
  | "site"
  | "secret-missing"
  | "secret-unknown"
  | "token-missing"
  | "token-used"
  | "token-unknown"
  | "path"
  | "method"
  | "sockets-full";

const sentences: Record<RefusalReason, string> = {
  host: "Hearth answers only at the address that it printed.",
  origin: "Only Hearth's own page may ask this.",
  site: "Only Hearth's own page may ask this.",
  "secret-missing": "This page was not let in.",
  "secret-unknown": "This page is not known here any more.",
  "token-missing": "The address is incomplete.",
  "token-used": "This address was opened before.",
  "token-unknown": "This address belongs to another start of Hearth.",
  path: "There is nothing here.",
  method: "This can't be asked for here.",
  "sockets-full": "Too many pages of Hearth are open.",
};

const statuses: Partial<Record<RefusalReason, number>> = {
  path: 404,
  method: 405,
  "sockets-full": 503,
};

export function refusalStatus(reason: RefusalReason): number {
  return statuses[reason] ?? 403;
}

/** The refusal as a value, with what the person can do. */
export function refusal(reason: RefusalReason): AppError {
  const needsAddress =
    reason.startsWith("token") || reason.startsWith("secret");
  return new AppError("not-permitted", sentences[reason], {
    advice: needsAddress
      ? "Press Enter where Hearth runs, and open the address that it prints."
      : null,
    params: { reason },
  });
}
