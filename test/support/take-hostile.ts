import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DocumentSummary } from "#contract/library.ts";
import { jsonLines, runHearth } from "./hearth-process.ts";
import { WholeEngine } from "./whole-engine.ts";

export interface HostileRun {
  exitCode: number | null;
  /** What `hearth index --json` said of each file. */
  files: { path: string; status: string; reason: string | null }[];
  documents: DocumentSummary[];
  /** Documents that open with text. */
  opened: number;
  /** Found in the home folder and the folder for temporary files afterwards: nothing should be. */
  strays: string[];
}

/** Takes a folder through the whole app: `hearth index`, `search` and `ask`, then each indexed source is opened. */
export async function takeHostile(folder: string): Promise<HostileRun> {
  const base = mkdtempSync(join(tmpdir(), "hearth-hostile-"));
  const data = join(base, "data");
  const outside = [join(base, "home"), join(base, "tmp")];
  for (const path of outside) mkdirSync(path);
  const environment = {
    HOME: join(base, "home"),
    TMPDIR: join(base, "tmp"),
    HEARTH_MODELS: join(data, "models"),
  };
  const hearth = (...args: string[]) =>
    runHearth([...args, "--json", "--data", data], environment);
  try {
    const indexed = await hearth("index", folder);
    for (const query of ["important message", "password", "a", "<script>"]) {
      await hearth("search", query);
      await hearth("ask", query);
    }
    const strays = outside.flatMap((path) =>
      existsSync(path)
        ? readdirSync(path, { recursive: true }).map(String)
        : [],
    );
    const engine = await WholeEngine.start(data);
    try {
      const documents = await engine.documents();
      let opened = 0;
      for (const document of documents)
        if ((await engine.open(document)) !== "") opened += 1;
      return {
        exitCode: indexed.exitCode,
        files: jsonLines(indexed.stdout).flatMap((line) =>
          line["type"] === "file"
            ? [
                {
                  path: String(line["path"]),
                  status: String(line["status"]),
                  reason:
                    typeof line["reason"] === "string" ? line["reason"] : null,
                },
              ]
            : [],
        ),
        documents,
        opened,
        strays,
      };
    } finally {
      await engine.close();
    }
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
