import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/**
 * True for the first process of the folder, which then hears the command lines of later ones. The lock of a process
 * that was killed is taken over.
 */
export function lockInstance(
  folder: string,
  onSecond: (argv: string[]) => void,
): boolean {
  const lock = join(folder, "double-instance.lock");
  const inbox = join(folder, "double-instances");
  mkdirSync(inbox, { recursive: true });
  if (isHeld(lock)) {
    writeFileSync(
      join(inbox, `${process.pid}.json`),
      JSON.stringify(process.argv),
    );
    return false;
  }
  writeFileSync(lock, String(process.pid));
  const watcher = watch(inbox, () => {
    // The folder may be taken away under a process that is ending
    if (!existsSync(inbox)) return;
    for (const name of readdirSync(inbox)) {
      const argv = readArgv(join(inbox, name));
      if (argv === null) continue;
      rmSync(join(inbox, name));
      onSecond(argv);
    }
  });
  // The windows keep the program alive, not its ear for later starts
  watcher.unref();
  process.on("exit", () => {
    watcher.close();
    rmSync(lock, { force: true });
  });
  return true;
}

function isHeld(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return true;
  } catch {
    // No file, or nobody alive behind it
    return false;
  }
}

/** Null while the file is still being written: another event follows. */
function readArgv(file: string): string[] | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as string[];
  } catch {
    return null;
  }
}
