import { allTargets, buildIfStale } from "./support/build.mjs";
import { insistOnNode24 } from "./support/node24.mjs";

insistOnNode24();

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !allTargets.includes(name));
if (unknown.length > 0) {
  console.error(
    `Unknown: ${unknown.join(", ")}. There are: ${allTargets.join(", ")}.`,
  );
  process.exit(2);
}

const started = performance.now();
try {
  const built = await buildIfStale({
    targets: asked.length > 0 ? asked : allTargets,
    report: (line) => console.error(line),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(
    built.length === 0 ? "Everything is fresh." : `Built in ${seconds} s.`,
  );
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
