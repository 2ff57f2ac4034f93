import { readdirSync, readFileSync } from "node:fs";

export interface TreeMemory {
  /** What all of them hold: a page that several share, such as Node's own code, counts once. */
  bytes: number;
  /** The sum of what each holds, as task managers show it: a shared page counts in each. */
  residentBytes: number;
}

/** Memory of a process and all below it, now; null where the system has no /proc. */
export function memoryOfTree(root: number): TreeMemory | null {
  if (process.platform !== "linux") return null;
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    const status = Number.isInteger(pid) ? read(pid, "status") : null;
    if (status !== null) parents.set(pid, numberIn(status, "PPid"));
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return pid === root || (parent !== undefined && isBelow(parent));
  };
  const total: TreeMemory = { bytes: 0, residentBytes: 0 };
  for (const pid of [...parents.keys()].filter(isBelow)) {
    const memory = read(pid, "smaps_rollup");
    if (memory === null) continue;
    total.bytes += numberIn(memory, "Pss") * 1024;
    total.residentBytes += numberIn(memory, "Rss") * 1024;
  }
  return total;
}

function numberIn(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(text)?.[1] ?? 0);
}

function read(pid: number, file: "status" | "smaps_rollup"): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // It ended between the two reads
    return null;
  }
}
