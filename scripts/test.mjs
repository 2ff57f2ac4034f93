import { buildIfStale } from "./support/build.mjs";
import { installIfMissing } from "./support/install.mjs";
import { insistOnNode24 } from "./support/node24.mjs";
import { step } from "./support/report.mjs";
import { reasonLines } from "./support/skipped.mjs";
import { installForTests } from "./support/system-packages.mjs";
import { steps } from "./support/test-steps.mjs";

/** Runs every check and test, or those named, to the end; the last line says how many passed and failed. */
const asked = process.argv.slice(2);
const chosen =
  asked.length === 0 ? steps : steps.filter(({ name }) => asked.includes(name));
if (chosen.length === 0) {
  console.error(`There are: ${steps.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}

await prepare("install", installIfMissing);
insistOnNode24();
await prepare("install for the tests", installForTests);
await prepare("build", () =>
  step("Building …", () => buildIfStale({ report: () => undefined })),
);

const rows = [];
for (const { name, run } of chosen) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const counts = await run();
  rows.push({ name, ...counts, seconds: (performance.now() - started) / 1000 });
}

console.log("\n");
for (const { name, passed, failed, skipped, seconds } of rows) {
  console.log(
    `${name.padEnd(22)} ${line(passed, failed, skipped.length)}  (${seconds.toFixed(1)} s)`,
  );
  for (const reason of reasonLines(skipped)) console.log(reason);
}
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
end(
  sum("passed"),
  sum("failed"),
  rows.flatMap(({ skipped }) => skipped).length,
);

/** Without what a step prepares nothing can be tested: that is one failure. */
async function prepare(name, work) {
  try {
    await work();
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    end(0, 1, 0);
  }
}

function line(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

function end(passed, failed, skipped) {
  console.log(line(passed, failed, skipped));
  process.exit(failed === 0 ? 0 : 1);
}
