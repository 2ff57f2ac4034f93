import { cpus, loadavg } from "node:os";
import { type Figure, median, ratioOf } from "./figures.ts";
import type { BenchOptions } from "./options.ts";

/** One JSON object with --json; else a line a figure, for people. */
export function report(
  { what, rounds, isJson }: BenchOptions,
  figures: readonly Figure[],
  loadBefore: number,
): void {
  const [loadAfter = 0] = loadavg();
  if (isJson) {
    const cores = cpus();
    const machine = { cores: cores.length, cpu: cores[0]?.model ?? "" };
    const load = { before: loadBefore, after: loadAfter };
    out({ bench: what, rounds, machine, load, figures: figures.map(asJson) });
    return;
  }
  process.stdout.write(
    `${what}: medians of ${rounds} rounds in turns; load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after\n`,
  );
  for (const figure of figures) process.stdout.write(`${lineOf(figure)}\n`);
}

function asJson(figure: Figure): object {
  const { name, hearth, baseline } = figure;
  return {
    name,
    hearth: { median: median(hearth), values: hearth },
    baseline:
      baseline === null
        ? null
        : { ...baseline, median: median(baseline.values) },
    ratio: ratioOf(figure),
  };
}

function lineOf(figure: Figure): string {
  const { name, hearth, baseline } = figure;
  const own = `${name.padEnd(34)} ${rangeOf(hearth)}`;
  if (baseline === null) return own;
  const ratio = ratioOf(figure)?.toFixed(3) ?? "none";
  return `${own}   ${baseline.name} ${rangeOf(baseline.values)}   ratio ${ratio}`;
}

function rangeOf(values: readonly number[]): string {
  const all = [Math.min(...values), Math.max(...values)].map(short).join("–");
  return `${short(median(values))} (${all})`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
}

function out(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
