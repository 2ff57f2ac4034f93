import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { AppError } from "#contract/errors.ts";
import { memoryOfTree, type TreeMemory } from "../memory-of-tree.ts";

const sampleMs = 250;

/**
 * The most that the built `hearth index` and its workers hold at once while they read a folder, looked at four times a
 * second; null where the system has no /proc. In a process of its own: this one holds the documents, and what the
 * rounds before left.
 * @throws AppError internal where it fails
 */
export async function memoryOfIndex(options: {
  files: string;
  dataFolder: string;
  modelsFolder: string;
}): Promise<TreeMemory | null> {
  const { files, dataFolder, modelsFolder } = options;
  const entry = resolve(import.meta.dirname, "../cli/hearth.js");
  const args = [entry, "index", files, "--json", "--data", dataFolder];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, HEARTH_MODELS: modelsFolder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  let peak: TreeMemory | null = null;
  const watching = setInterval(() => {
    const now = child.pid === undefined ? null : memoryOfTree(child.pid);
    if (now !== null && now.bytes > (peak?.bytes ?? 0)) peak = now;
  }, sampleMs);
  const [code] = await once(child, "exit");
  clearInterval(watching);
  if (code !== 0)
    throw new AppError("internal", `hearth index ended with ${code}.`);
  return peak;
}
