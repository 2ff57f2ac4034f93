import { z } from "zod";
import type { ThreadMeasurement } from "#core/ports/language-model.ts";
import type { ValueStore } from "#core/ports/value-store.ts";
import type { BackendReport } from "./contract.ts";

const measurements = z.array(
  z.object({ threads: z.number().int(), tokensPerSecond: z.number() }),
);
const failedBackends = z.object({
  /** Another llama.cpp gets another try. */
  llamaCppVersion: z.string(),
  backends: z.array(z.enum(["cuda", "vulkan", "metal"])),
});
export type GpuBackend = Exclude<BackendReport["backend"], "cpu">;

const lastKey = "llama.threads.last";
const failedKey = "llama.failed-backends";

/** Another file, another processor or another backend is measured anew. */
export function threadsKey(
  file: { sizeBytes: number; modifiedMs: number },
  report: BackendReport,
): string {
  return `llama.threads:${file.sizeBytes}:${Math.round(file.modifiedMs)}:${report.cpuModel}:${report.cores}:${report.backend}`;
}

/** Of this key, by default of the last model measured; empty where none was. */
export function rememberedMeasurements(
  store: ValueStore,
  key: string = lastKey,
): ThreadMeasurement[] {
  return parsed(measurements, store.getValue(key)) ?? [];
}

/** Under its key, and as the last. */
export function rememberMeasurements(
  store: ValueStore,
  key: string,
  measured: readonly ThreadMeasurement[],
): void {
  for (const name of [key, lastKey])
    store.setValue(name, JSON.stringify(measured));
}

/** Backends that could not start; none, of no version, where that never happened. */
export function rememberedFailures(store: ValueStore): {
  llamaCppVersion: string;
  backends: GpuBackend[];
} {
  return (
    parsed(failedBackends, store.getValue(failedKey)) ?? {
      llamaCppVersion: "",
      backends: [],
    }
  );
}

/** In place of those before. */
export function rememberFailures(
  store: ValueStore,
  failures: { llamaCppVersion: string; backends: readonly GpuBackend[] },
): void {
  store.setValue(failedKey, JSON.stringify(failures));
}

function parsed<Value>(
  schema: z.ZodType<Value>,
  json: string | null,
): Value | null {
  if (json === null) return null;
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    // Written by another version, or cut off: as good as never measured
    return null;
  }
}
