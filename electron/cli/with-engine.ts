import type { HostKind } from "#contract/app.ts";
import { AppError } from "#contract/errors.ts";
import type { WorkspaceId } from "#contract/ids.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import type { Engine } from "#engine/create-engine.ts";
import { interruptedExitCode, onInterrupt } from "../headless/on-interrupt.ts";
import {
  type CommonOptions,
  type Folders,
  foldersFor,
  version,
} from "./common-options.ts";
import { Output } from "./output.ts";

export interface CommandContext {
  engine: Engine;
  output: Output;
  folders: Folders;
  /** Aborted by Ctrl-C or when the terminal goes. */
  signal: AbortSignal;
}

/**
 * Runs a command with an engine of its own and closes it in order, whatever happens. Ctrl-C asks the command
 * to end; a second one ends the process. Returns the exit code.
 */
export async function withEngine(
  options: CommonOptions,
  command: (context: CommandContext) => Promise<number | undefined>,
  special: { folders?: Folders; hostKind?: HostKind } = {},
): Promise<number> {
  const { folders = foldersFor(options), hostKind = "command-line" } = special;
  const output = new Output(options.json);
  const interrupted = new AbortController();
  const stopListening = onInterrupt(() => interrupted.abort());
  try {
    // Help and wrong usage answer at once: the native packages load only here
    const { createEngine } = await import("#engine/create-engine.ts");
    const { loopbackHost } = await import("#engine/loopback-host.ts");
    const engine = await createEngine({
      ...folders,
      hostKind,
      host:
        hostKind === "loopback"
          ? loopbackHost(process.env, process.platform)
          : {},
      version,
    });
    try {
      const context = { engine, output, folders, signal: interrupted.signal };
      return (await command(context)) ?? 0;
    } finally {
      output.clearProgress();
      await engine.close();
    }
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    return interruptedExitCode;
  } finally {
    stopListening();
    await output.flushed();
  }
}

/** Where a search or question goes. @throws AppError not-found when there is no such workspace */
export async function placeOf(
  engine: Engine,
  {
    workspace,
    everywhere,
  }: { workspace?: string | undefined; everywhere: boolean },
): Promise<{ workspaceId: WorkspaceId; scope: SearchScope }> {
  return {
    workspaceId: await workspaceOf(engine, workspace),
    scope: everywhere ? "everything" : "workspace",
  };
}

/** The workspace that `--workspace` names, else the default one. @throws AppError not-found */
export async function workspaceOf(
  engine: Engine,
  name: string | undefined,
  { isCreated = false }: { isCreated?: boolean } = {},
): Promise<WorkspaceId> {
  const all = await engine.client.workspaces.list();
  const found = all.find((workspace) =>
    name === undefined ? workspace.isDefault : workspace.name === name,
  );
  if (found !== undefined) return found.id;
  if (isCreated && name !== undefined)
    return (await engine.client.workspaces.create({ name })).id;
  throw new AppError("not-found", `There is no workspace "${name}".`, {
    advice: `There are: ${all.map((workspace) => workspace.name).join(", ")}.`,
    params: { name: name ?? "" },
  });
}
