import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/**
 * Embeds the texts with nothing around it, as many processes as asked for side by side, each a share of them.
 * Returns the seconds from when all are loaded to when the last is done.
 */
export async function runBareLoop(
  texts: readonly string[],
  options: { processes: number; modelPath: string },
): Promise<number> {
  const { processes, modelPath } = options;
  const children = Array.from({ length: processes }, () =>
    fork(join(import.meta.dirname, "bare-loop-process.js"), [modelPath], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    }),
  );
  try {
    await Promise.all(children.map((child) => once(child, "message")));
    const startMs = performance.now();
    await Promise.all(
      children.map(async (child, place) => {
        child.send(texts.filter((_, index) => index % processes === place));
        await once(child, "message");
      }),
    );
    return (performance.now() - startMs) / 1000;
  } finally {
    for (const child of children) child.kill();
  }
}
