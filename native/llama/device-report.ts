import { freemem, totalmem } from "node:os";
import type {
  DeviceReport,
  LoadedLanguageModel,
  ThreadMeasurement,
} from "#core/ports/language-model.ts";
import type { BackendReport } from "./contract.ts";

/** What was found, what is used and why, in words for `hearth doctor`. */
export function deviceReport(
  report: BackendReport,
  known: {
    failed: readonly string[];
    loaded: LoadedLanguageModel | null;
    measurements: ThreadMeasurement[];
  },
): DeviceReport {
  const { backend, vram } = report;
  const cpu = {
    name: report.cpuModel || "CPU",
    kind: "cpu" as const,
    freeBytes: freemem(),
    totalBytes: totalmem(),
  };
  const gpus =
    backend === "cpu"
      ? []
      : report.deviceNames.map((name) => ({
          name,
          kind: backend,
          freeBytes: vram?.freeBytes ?? null,
          totalBytes: vram?.totalBytes ?? null,
        }));
  const left =
    known.failed.length > 0
      ? ` Left out because it crashed here: ${known.failed.join(", ")}.`
      : "";
  return {
    devices: [...gpus, cpu],
    chosen:
      gpus[0] === undefined
        ? { name: cpu.name, reason: `No usable GPU was found.${left}` }
        : {
            name: gpus[0].name,
            reason: `llama.cpp found it through ${backend}.${left}`,
          },
    cpuCores: report.cores,
    llamaCppVersion: report.llamaCppVersion,
    threads: {
      chosen: known.loaded?.threads ?? null,
      measurements: known.measurements,
    },
  };
}
