import {
  chmodSync,
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  type Stats,
  statSync,
} from "node:fs";
import { join } from "node:path";

const others = 0o077;
/** What Hearth itself puts into its data folder: nothing else in there is touched. */
const ownNames =
  /^(hearth\.(db|lock|pid)|browsers\.json|window-state\.json|index$|inbox$|texts$|logs$|models$|browser$)/;

/** From here on what this process and those that it starts write can be read by the person alone. */
export function writePrivately(): void {
  process.umask(others);
}

/**
 * Closes the data folder, and whatever an earlier version left open in it, to everyone else on the computer. The lock's
 * file is closed last, so that a pass that was cut off is done again. Call it before the lock is taken.
 * @throws the system's error when the lock's file can't be made
 */
export function closeToOthers(dataFolder: string): void {
  // Windows keeps a user's folders apart by inherited access lists
  if (process.platform === "win32") return;
  const lockFile = join(dataFolder, "hearth.lock");
  const lock = statSync(lockFile, { throwIfNoEntry: false });
  const isClosed = !isOpen(statSync(dataFolder)) && lock && !isOpen(lock);
  if (isClosed) return;
  close(dataFolder, statSync(dataFolder));
  for (const name of readdirSync(dataFolder))
    if (ownNames.test(name) && name !== "hearth.lock") {
      const path = join(dataFolder, name);
      // A link that the person put here leads to data of Hearth's; links further in are none of its own
      const facts = statSync(path, { throwIfNoEntry: false });
      if (facts !== undefined) closeAll(path, facts);
    }
  if (lock === undefined) closeSync(openSync(lockFile, "a", 0o600));
  else close(lockFile, lock);
}

function closeAll(path: string, facts: Stats): void {
  close(path, facts);
  if (!facts.isDirectory()) return;
  for (const name of readdirSync(path)) {
    const below = join(path, name);
    const found = lstatSync(below, { throwIfNoEntry: false });
    if (found !== undefined && !found.isSymbolicLink()) closeAll(below, found);
  }
}

function close(path: string, facts: Stats): void {
  if (!isOpen(facts) || facts.uid !== process.getuid?.()) return;
  try {
    chmodSync(path, facts.mode & 0o7700);
  } catch (error) {
    // A volume that knows no owners, as of a memory stick: there is nothing to close
    if (!isUnsupported(error)) throw error;
  }
}

function isOpen(facts: Stats): boolean {
  return (facts.mode & others) !== 0;
}

function isUnsupported(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    ["EPERM", "ENOTSUP", "EROFS"].includes(String(error.code))
  );
}
