import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { AppError } from "#contract/errors.ts";
import { addAndWait } from "../../headless/add-and-wait.ts";
import { interruptedExitCode } from "../../headless/on-interrupt.ts";
import type { CommonOptions } from "../common-options.ts";
import { FileReport } from "../file-report.ts";
import { documentsOf } from "../list-documents.ts";
import { withEngine, workspaceOf } from "../with-engine.ts";
import { isAtOrBelow } from "./list-documents.ts";

/** `hearth index PATH…`: adds files and folders, waits for them, and names each with what became of it. */
export function indexCommand(
  paths: readonly string[],
  options: CommonOptions,
): Promise<number> {
  const roots = paths.map((path) => resolve(path));
  for (const root of roots)
    if (!existsSync(root))
      throw new AppError(
        "file-missing",
        `There is no file or folder ${root}.`,
        {
          params: { path: root },
        },
      );
  return withEngine(options, async (context) => {
    const { engine, output, signal } = context;
    const workspaceId = await workspaceOf(engine, options.workspace, {
      isCreated: true,
    });
    const isWanted = isAtOrBelow(roots);
    const report = new FileReport({ output, isWanted });
    try {
      await addAndWait(context, workspaceId, roots, (event) => {
        if (event.type === "documents")
          for (const document of event.changed) report.changed(document);
      });
    } catch (error) {
      if (!signal.aborted) throw error;
      output.note(
        "Stopped. What is indexed stays; run the same command again to go on.",
      );
      return interruptedExitCode;
    }
    for await (const document of documentsOf(engine.client, workspaceId))
      report.settle(document);
    report.summary();
    return 0;
  });
}
