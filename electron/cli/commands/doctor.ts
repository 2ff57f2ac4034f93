import { readdir, stat, statfs } from "node:fs/promises";
import { freemem, totalmem } from "node:os";
import { join } from "node:path";
import { type CommonOptions, version } from "../surroundings.ts";
import { type CommandContext, withEngine } from "../with-engine.ts";

/** `hearth doctor`: what this computer has, what Hearth chose and why, and the state of the data folder. */
export function doctorCommand(options: CommonOptions): Promise<number> {
  return withEngine(options, async (context) => {
    const { engine, output } = context;
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
      output.line("threads    measured when a model is first loaded");
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
    return 0;
  });
}

async function dataReport({ engine, folders }: CommandContext) {
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
  const volume = await statfs(folders.dataFolder);
  return {
    folder: folders.dataFolder,
    modelsFolder: folders.modelsFolder,
    // The engine has opened, checked and, where needed, migrated it to get here
    isHealthy: true,
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
