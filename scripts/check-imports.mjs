import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  fileCycles,
  folderCycles,
  forbiddenImports,
  unusedAllowances,
} from "./support/import-rules.mjs";
import { importTable } from "./support/import-table.mjs";
import { readImports } from "./support/imports.mjs";
import { root as here } from "./support/node24.mjs";

/** Holds the imports of a checkout (this one, or the folder that is named) to the import table. */
const root = resolve(process.argv[2] ?? here);
const { imports: aliases } = JSON.parse(
  readFileSync(join(root, "package.json"), "utf8"),
);
const imports = readImports({
  root,
  folders: ["electron", "native", "renderer"],
  aliases,
});
const wrong = [
  ...forbiddenImports(imports, importTable),
  ...unusedAllowances(imports, importTable),
  ...fileCycles(imports).map((cycle) => `a circle of files: ${cycle}`),
  ...folderCycles(imports).map((cycle) => `a circle of folders: ${cycle}`),
];
for (const line of wrong) console.error(line);
console.error(
  wrong.length === 0
    ? `${imports.length} imports, all by the table.`
    : `${wrong.length} wrong. Who may import whom: scripts/support/import-table.mjs`,
);
process.exitCode = wrong.length === 0 ? 0 : 1;
