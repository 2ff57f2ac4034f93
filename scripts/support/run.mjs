import { spawn } from "node:child_process";
import { environment, root } from "./node24.mjs";

/** Runs a program silently; rejects with everything that it wrote when it fails. Standard input is closed. */
export function run(program, programArguments, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, {
      cwd: root,
      env: environment(options.env),
      stdio: ["ignore", "pipe", "pipe"],
      timeout: options.timeoutMs,
      shell: options.shell ?? false,
    });
    let output = "";
    const collect = (chunk) => {
      output += chunk;
      options.onOutput?.(String(chunk));
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) resolve(output);
      else
        reject(
          Object.assign(
            new Error(
              `${program} ended with ${signal ?? `exit code ${code}`}:\n${output}`,
            ),
            { output, code, signal },
          ),
        );
    });
  });
}
