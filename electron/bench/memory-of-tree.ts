import { readdirSync, readFileSync } from "node:fs";

/** Resident bytes of this process and all below it, now; null where the system has no /proc. */
export function memoryOfTree(): number | null {
  if (process.platform !== "linux") return null;
  const parents = new Map<number, { parent: number; bytes: number }>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    const status = Number.isInteger(pid) ? statusOf(pid) : null;
    if (status === null) continue;
    const parent = Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]);
    const kilobytes = Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0);
    parents.set(pid, { parent, bytes: kilobytes * 1024 });
  }
  const isBelow = (pid: number): boolean =>
    pid === process.pid ||
    (parents.has(pid) && isBelow(parents.get(pid)?.parent ?? 0));
  return [...parents]
    .filter(([pid]) => isBelow(pid))
    .reduce((sum, [, { bytes }]) => sum + bytes, 0);
}

function statusOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    // It ended between the two reads
    return null;
  }
}
