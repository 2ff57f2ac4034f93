import { fork } from "node:child_process";

/**
 * Runs a module in a process of its own that names each piece of work by a message before it begins it.
 * @throws Error with the name of the piece that took longer than `silenceMs`: only a kill ends a busy pattern
 */
export function runInChild(
  module: string,
  { silenceMs }: { silenceMs: number },
): Promise<string[]> {
  return new Promise((done, fail) => {
    const child = fork(module, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const names: string[] = [];
    const kill = () => {
      child.kill("SIGKILL");
      fail(new Error(`never finished: ${names.at(-1) ?? "(nothing began)"}`));
    };
    let timer = setTimeout(kill, silenceMs);
    child.on("message", (name) => {
      names.push(String(name));
      clearTimeout(timer);
      timer = setTimeout(kill, silenceMs);
    });
    child.on("error", fail);
    child.on("exit", (code) => {
      clearTimeout(timer);
      if (code === 0) done(names);
      else fail(new Error(`ended with ${code} at ${names.at(-1) ?? "start"}`));
    });
  });
}
