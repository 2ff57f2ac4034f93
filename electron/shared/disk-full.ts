import { AppError } from "#contract/errors.ts";

/** The system's own codes for a disk, or a person's share of it, without room. */
const codes: readonly unknown[] = ["ENOSPC", "EDQUOT"];

/** Whether the system says of a file that there was no room for it. */
export function isDiskFull(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && codes.includes(error.code)
  );
}

/** The one sentence for a disk without room; `advice` says how to go on after some was made. */
export function diskFull(
  cause: unknown,
  { advice = "Free some space, then try again." }: { advice?: string } = {},
): AppError {
  return new AppError("disk-full", "There is no space left on the disk.", {
    advice,
    cause,
  });
}
