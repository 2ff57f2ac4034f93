import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseSync } from "vite";
import { runOf, structuralRuns } from "./structural-runs.ts";

/** Run by linear-text.test.ts: every pattern of the app over long runs, each named to the parent before it begins. */

const root = resolve(import.meta.dirname, "../..");
const runChars = 200_000;
const gaps = [" ", "\t", "\n"];
const before = ["<", "[", "a", "|", "#", "-", "$", ".", "(", '"', "="];

const inputs = [
  ...Object.values(structuralRuns).map(
    (unit) => `${runOf(unit, runChars)}\u0001`,
  ),
  ...before.flatMap((prefix) =>
    gaps.map((gap) => `${prefix}${runOf(gap, runChars)}\u0001`),
  ),
];

for (const file of globSync("{electron,native,renderer}/**/*.{ts,tsx}", {
  cwd: root,
}).sort())
  for (const pattern of patternsIn(file)) {
    process.send?.(`${file}: /${pattern.source}/${pattern.flags}`);
    for (const input of inputs) input.replace(pattern, "");
  }
process.disconnect();

function patternsIn(file: string): RegExp[] {
  const { program } = parseSync(
    file,
    readFileSync(resolve(root, file), "utf8"),
  );
  const found: RegExp[] = [];
  const pending: unknown[] = [program];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== "object" || node === null) continue;
    if ("regex" in node && isPattern(node.regex)) {
      const flags = new Set([...node.regex.flags, "g"]);
      found.push(new RegExp(node.regex.pattern, [...flags].join("")));
    }
    for (const value of Object.values(node))
      if (typeof value === "object" && value !== null) pending.push(value);
  }
  return found;
}

function isPattern(
  value: unknown,
): value is { pattern: string; flags: string } {
  return typeof value === "object" && value !== null && "pattern" in value;
}
