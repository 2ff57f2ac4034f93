/** Another user of this computer: tries to open each path for reading, and says what came of it. */
import { closeSync, openSync } from "node:fs";

const nobody = 65_534;
process.setgroups?.([]);
process.setgid?.(nobody);
process.setuid?.(nobody);
const outcomes = process.argv.slice(2).map((path) => {
  try {
    closeSync(openSync(path, "r"));
    return "opened";
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
});
process.send?.(outcomes);
