#!/usr/bin/env node
import { CommanderError } from "commander";
import { appErrorFrom } from "#contract/errors.ts";
import { Output } from "../cli/output.ts";
import { createProgram } from "../cli/program.ts";

// A reader that closes early, such as `head`, is no failure
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});
process.exitCode = await main();

/** 0: done; 1: failed, and said why on stderr; 2: wrong usage, and commander has said so. */
async function main(): Promise<number> {
  let exitCode = 0;
  const program = createProgram({
    finish: (code) => {
      exitCode = code;
    },
    startServer: async (options) =>
      (await import("../server/start-server.ts")).startServer(options),
  });
  try {
    await program.parseAsync();
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const known = appErrorFrom(error);
    if (known === null) console.error("hearth: a bug in Hearth:", error);
    else new Output(false).failure(known);
    return 1;
  }
}
