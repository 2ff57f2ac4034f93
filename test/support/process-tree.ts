import { readdirSync, readFileSync } from "node:fs";

export interface TreeProcess {
  pid: number;
  /** The script that the process runs, such as "workers/extract"; else its command. */
  role: string;
  /** Highest resident memory so far, from the kernel. */
  peakBytes: number;
}

/** The process and all its descendants, from /proc (Linux only). Processes that end meanwhile are left out. */
export function processTree(rootPid: number): TreeProcess[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync("/proc")) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const parent = Number(field(pid, "PPid"));
    if (Number.isInteger(parent))
      children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: TreeProcess[] = [];
  const visit = (pid: number) => {
    const peakKb = Number.parseInt(field(pid, "VmHWM") ?? "", 10);
    if (Number.isInteger(peakKb))
      found.push({ pid, role: roleOf(pid), peakBytes: peakKb * 1024 });
    for (const child of children.get(pid) ?? []) visit(child);
  };
  visit(rootPid);
  return found;
}

function field(pid: number, name: string): string | null {
  const status = readProc(pid, "status");
  const line = status?.split("\n").find((each) => each.startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim() ?? null;
}

function roleOf(pid: number): string {
  const command = readProc(pid, "cmdline")?.split("\0") ?? [];
  const script = command.find((part) => /\/out\/\w+\/\w+\.js$/.test(part));
  const match = script?.match(/\/out\/(\w+\/\w+)\.js$/);
  // A worker that gave its process a title, such as "hearth extract"
  const titled = command[0]?.match(/^hearth (\w+)/)?.[1];
  return match?.[1] ?? (titled ? `workers/${titled}` : (command[0] ?? "?"));
}

/** Null when the process has ended, which may happen between any two reads. */
function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return null;
    throw error;
  }
}
