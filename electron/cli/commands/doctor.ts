import { readdir, stat, statfs } from "node:fs/promises";
import { freemem, totalmem } from "node:os";
import { join } from "node:path";
import { appErrorFrom } from "#contract/errors.ts";
import { type CommonOptions, version } from "../common-options.ts";
import { type CommandContext, withEngine } from "../with-engine.ts";

/** `hearth doctor`: what this computer has, what Hearth chose and why, and the state of the data folder. */
export function doctorCommand(options: CommonOptions): Promise<number> {
  return withEngine(options, async (context) => {
    const { engine, output } = context;
    await measureThreads(context);
    const report = await engine.devices();
    const versions = {
      hearth: version,
      node: process.versions.node,
      sqlite: process.versions["sqlite"] ?? null,
      llamaCpp: report.llamaCppVersion,
      system: `${process.platform} ${process.arch}`,
    };
    const memory = { freeBytes: freemem(), totalBytes: totalmem() };
    const data = await dataReport(context);
    output.json({
      versions,
      devices: report.devices,
      chosen: report.chosen,
      cpuCores: report.cpuCores,
      threads: report.threads.measurements,
      threadsChosen: report.threads.chosen,
      memory,
      data,
    });
    for (const [name, value] of Object.entries(versions))
      output.line(`${name.padEnd(10)} ${value ?? "not available"}`);
    for (const device of report.devices)
      output.line(
        `device     ${device.name}${device.freeBytes === null ? "" : `, ${inGigabytes(device.freeBytes)} free`}`,
      );
    output.line(`chosen     ${report.chosen.name}: ${report.chosen.reason}`);
    if (report.threads.measurements.length === 0)
      output.line("threads    not measured: no model was loaded");
    for (const { threads, tokensPerSecond } of report.threads.measurements)
      output.line(
        `threads    ${threads}: ${tokensPerSecond.toFixed(1)} tokens a second${threads === report.threads.chosen ? " (used)" : ""}`,
      );
    output.line(
      `memory     ${inGigabytes(memory.freeBytes)} free of ${inGigabytes(memory.totalBytes)}`,
    );
    output.line(
      `data       ${data.folder}: ${data.documents} documents, ${inGigabytes(data.sizeBytes)}, ${inGigabytes(data.freeBytes)} free on the disk`,
    );
    output.line(`models     ${data.modelsFolder}`);
    for (const problem of data.problems) output.note(`hearth: ${problem}`);
    return data.isHealthy ? 0 : 1;
  });
}

/** Threads are measured at a model's first load. A model that can't be loaded is named, and the rest is told all the same. */
async function measureThreads({
  engine,
  output,
  signal,
}: CommandContext): Promise<void> {
  const { threads } = await engine.devices();
  if (threads.measurements.length > 0) return;
  output.progress("Loading the language model to measure threads …");
  try {
    await engine.loadModel({ signal });
  } catch (error) {
    const known = appErrorFrom(error);
    if (known === null) throw error;
    output.failure(known);
  }
}

async function dataReport({ engine, folders, signal }: CommandContext) {
  const totals = { documents: 0, indexed: 0, failed: 0, pending: 0 };
  const workspaces = await engine.client.workspaces.list();
  for (const { id } of workspaces) {
    const { counts } = await engine.client.library.list({
      workspaceId: id,
      limit: 1,
    });
    totals.documents += counts.total;
    totals.indexed += counts.indexed;
    totals.failed += counts.failed;
    totals.pending += counts.queued + counts.working;
  }
  const problems = await engine.dataProblems({ signal });
  const volume = await statfs(folders.dataFolder);
  return {
    folder: folders.dataFolder,
    modelsFolder: folders.modelsFolder,
    isHealthy: problems.length === 0,
    problems,
    workspaces: workspaces.length,
    ...totals,
    sizeBytes: await sizeOf(folders.dataFolder, folders.modelsFolder),
    freeBytes: volume.bavail * volume.bsize,
  };
}

/** Bytes in the files of a folder, without those of another below it. */
async function sizeOf(folder: string, without: string): Promise<number> {
  let sizeBytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (path === without) continue;
    if (entry.isDirectory()) sizeBytes += await sizeOf(path, without);
    else if (entry.isFile()) sizeBytes += (await stat(path)).size;
  }
  return sizeBytes;
}

function inGigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
