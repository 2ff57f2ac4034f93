import type { Turn } from "#contract/turns.ts";

/** Answers that were stored as text say so themselves. */
export function isNotFound({ reason, answer }: Turn): boolean {
  return reason === "nothing-found" && answer === "";
}
