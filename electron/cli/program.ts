import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { z } from "zod";
import { searchMode } from "#contract/search.ts";
import { askCommand } from "./commands/ask.ts";
import { benchCommand } from "./commands/bench.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { evalRetrievalCommand } from "./commands/eval-retrieval.ts";
import { extractCommand } from "./commands/extract.ts";
import { indexCommand } from "./commands/index-files.ts";
import { listCommand } from "./commands/list-documents.ts";
import {
  addModelCommand,
  listModelsCommand,
  removeModelCommand,
  useModelCommand,
} from "./commands/models.ts";
import { removeCommand } from "./commands/remove.ts";
import { searchCommand } from "./commands/search.ts";
import { type StartServer, serveCommand } from "./commands/serve.ts";
import { commonOptions, version } from "./common-options.ts";

const whereOptions = commonOptions.extend({
  everywhere: z.boolean().default(false),
});
const searchOptions = whereOptions.extend({ k: z.number(), mode: searchMode });
const askOptions = whereOptions.extend({ model: z.string().optional() });
const evalOptions = commonOptions.extend({
  mode: z.enum([...searchMode.options, "all"]),
});
const benchOptions = commonOptions.extend({
  rounds: z.number(),
  set: z.string().optional(),
  model: z.string().optional(),
});
const useOptions = commonOptions.extend({
  kind: z.enum(["language", "embedding"]).optional(),
});
const serveOptions = commonOptions.extend({
  port: z.number(),
  forgetBrowsers: z.boolean().default(false),
});

export interface ProgramParts {
  /** Given the exit code of the command that ran. */
  finish: (exitCode: number) => void;
  /** The loopback host that `serve` runs. */
  startServer: StartServer;
}

/** The `hearth` command. */
export function createProgram({ finish, startServer }: ProgramParts): Command {
  const program = new Command("hearth")
    .description("Answers from your own files, on your own computer.")
    .version(version)
    .option("--json", "print JSON on stdout and nothing else there")
    .option("--data <folder>", "the data folder (also HEARTH_DATA)")
    .option("--workspace <name>", "a workspace; the default one otherwise")
    .showHelpAfterError()
    .exitOverride();

  program
    .command("index")
    .description("add files and folders, and wait until they are searchable")
    .argument("<path...>", "files and folders")
    .action(async (paths: string[], _options, command: Command) =>
      finish(await indexCommand(paths, commonOf(command))),
    );
  program
    .command("list")
    .description(
      "show what the library holds; with --json one object a line: path, documentId, status, reason, pages, chunks, sizeBytes, addedAt",
    )
    .argument("[path]", "only what is at or below it")
    .action(async (path: string | undefined, _options, command: Command) =>
      finish(await listCommand(path, commonOf(command))),
    );
  program
    .command("remove")
    .description(
      "take files and folders out of the library for good; nothing of them stays in the data folder, your own files are untouched. With --json one object a file, then {type: summary, removed}",
    )
    .argument("<path...>", "files and folders")
    .action(async (paths: string[], _options, command: Command) =>
      finish(await removeCommand(paths, commonOf(command))),
    );
  program
    .command("search")
    .description("find passages")
    .argument("<query>")
    .addOption(
      new Option("-k <number>", "how many")
        .default(10)
        .argParser(integer(1, 1000)),
    )
    .addOption(
      new Option("--mode <mode>").choices(searchMode.options).default("hybrid"),
    )
    .addOption(everywhere())
    .hook("preAction", refuseTwoPlaces)
    .action(async (query: string, _options, command: Command) =>
      finish(
        await searchCommand(
          query,
          searchOptions.parse(command.optsWithGlobals()),
        ),
      ),
    );
  program
    .command("ask")
    .description("answer a question from the library")
    .argument("<question>")
    .option("--model <id|file>", 'a model; "none" answers with passages')
    .addOption(everywhere())
    .hook("preAction", refuseTwoPlaces)
    .action(async (question: string, _options, command: Command) =>
      finish(
        await askCommand(question, askOptions.parse(command.optsWithGlobals())),
      ),
    );
  program
    .command("extract")
    .description("print the text of one file as Markdown")
    .argument("<file>")
    .action(async (file: string, _options, command: Command) =>
      finish(await extractCommand(file, commonOf(command))),
    );
  program
    .command("eval")
    .description("measure")
    .addArgument(new Argument("<what>").choices(["retrieval"]))
    .argument("<folder>", "a set in BEIR layout")
    .addOption(
      new Option("--mode <mode>")
        .choices([...searchMode.options, "all"])
        .default("all"),
    )
    .action(async (_what: string, folder: string, _options, command: Command) =>
      finish(
        await evalRetrievalCommand(
          folder,
          evalOptions.parse(command.optsWithGlobals()),
        ),
      ),
    );
  program
    .command("bench")
    .description("measure, each figure beside its raw baseline")
    .addArgument(
      new Argument("<what>").choices([
        "search",
        "indexing",
        "generation",
        "startup",
        "stream",
      ]),
    )
    .addOption(
      new Option("--rounds <number>", "counted rounds, taken in turns")
        .default(3)
        .argParser(integer(1, 100)),
    )
    .option(
      "--set <folder>",
      "documents in BEIR layout; made-up ones otherwise",
    )
    .option("--model <file>", "a GGUF file; the first one otherwise")
    .action(async (what: string, _options, command: Command) =>
      finish(
        await benchCommand(what, benchOptions.parse(command.optsWithGlobals())),
      ),
    );
  program
    .command("serve")
    .description("open Hearth to a browser on this computer")
    .addOption(
      new Option("--port <number>", "any free one when 0")
        .default(0)
        .argParser(integer(0, 65_535)),
    )
    .option(
      "--forget-browsers",
      "every browser that was let in before needs a new address",
    )
    .action(async (_options, command: Command) =>
      finish(
        await serveCommand(
          serveOptions.parse(command.optsWithGlobals()),
          startServer,
        ),
      ),
    );
  program
    .command("doctor")
    .description("show devices, versions and the state of the data folder")
    .action(async (_options, command: Command) =>
      finish(await doctorCommand(commonOf(command))),
    );
  addModels(program, finish);
  return program;
}

function addModels(program: Command, finish: (exitCode: number) => void): void {
  const models = program
    .command("models")
    .description("models on this computer");
  models
    .command("list")
    .description("models in the models folder")
    .action(async (_options, command: Command) =>
      finish(await listModelsCommand(commonOf(command))),
    );
  models
    .command("add")
    .description("check a model and copy it into the models folder")
    .argument("<file>", "a GGUF file; it is copied")
    .action(async (file: string, _options, command: Command) =>
      finish(await addModelCommand(file, commonOf(command))),
    );
  models
    .command("use")
    .description("choose the language model, or the embedding model")
    .argument("<id>", 'a model; "none" answers with passages')
    .addOption(
      new Option("--kind <kind>", '"none" of this kind').choices([
        "language",
        "embedding",
      ]),
    )
    .action(async (id: string, _options, command: Command) =>
      finish(
        await useModelCommand(id, useOptions.parse(command.optsWithGlobals())),
      ),
    );
  models
    .command("remove")
    .description("delete the copy in the models folder")
    .argument("<id>")
    .action(async (id: string, _options, command: Command) =>
      finish(await removeModelCommand(id, commonOf(command))),
    );
}

function commonOf(command: Command) {
  return commonOptions.parse(command.optsWithGlobals());
}

function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (
      text.trim() !== "" &&
      Number.isInteger(value) &&
      value >= least &&
      value <= most
    )
      return value;
    throw new InvalidArgumentError(`It must be from ${least} to ${most}.`);
  };
}

const everywhere = () =>
  new Option("--everywhere", "in all workspaces; each hit names its own");

/** Commander's own conflicts end at the options of one command, and --workspace is that of all. */
function refuseTwoPlaces(command: Command): void {
  const { everywhere: isEverywhere, workspace } = command.optsWithGlobals();
  if (isEverywhere === true && workspace !== undefined)
    command.error("error: --everywhere can't go with --workspace");
}
