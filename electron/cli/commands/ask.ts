import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { AppError } from "#contract/errors.ts";
import { type AskedTurn, foldParts, newTurn } from "#contract/fold-turn.ts";
import { type GrantId, grantId } from "#contract/ids.ts";
import type { Turn, TurnPart } from "#contract/turns.ts";
import type { Engine } from "#engine/create-engine.ts";
import { answerMarkdown, quotesMarkdown } from "#shared/answer-markdown.ts";
import { interruptedExitCode } from "../../headless/on-interrupt.ts";
import type { CommonOptions } from "../common-options.ts";
import { type CommandContext, placeOf, withEngine } from "../with-engine.ts";
import { sentenceOf } from "./search.ts";

type AskOptions = CommonOptions & {
  model?: string | undefined;
  /** In all workspaces. */
  everywhere: boolean;
};

/** `hearth ask QUESTION`: the answer as it is written, then what it cites. Ctrl-C stops it and keeps what was written. */
export function askCommand(
  question: string,
  options: AskOptions,
): Promise<number> {
  return withEngine(options, async (context) => {
    const { engine, signal } = context;
    const { turnId, conversationId } = await engine.client.turns.ask({
      ...(await placeOf(engine, options)),
      question,
      ...modelOf(options.model, engine.grants),
    });
    const stop = () => void engine.client.turns.stop({ turnId });
    signal.addEventListener("abort", stop, { once: true });
    const printed = new PrintedTurn(context, {
      id: turnId,
      conversationId,
      question,
      askedAt: Date.now(),
    });
    for await (const part of await engine.client.turns.watch({ turnId }))
      printed.print(part);
    return signal.aborted ? interruptedExitCode : 0;
  });
}

/** The name of a model in the models folder, or a file from anywhere: the person typed it, so it is theirs to give. */
function modelOf(
  model: string | undefined,
  grants: Engine["grants"],
): { model?: string; modelGrant?: GrantId } {
  if (model === undefined) return {};
  if (!existsSync(model)) return { model };
  return { modelGrant: grantId.parse(grants.create([resolve(model)])) };
}

class PrintedTurn {
  readonly #output: CommandContext["output"];
  #turn: Turn;

  constructor({ output }: CommandContext, asked: AskedTurn) {
    this.#output = output;
    this.#turn = newTurn(asked);
  }

  print(part: TurnPart): void {
    this.#turn = foldParts(this.#turn, [part]);
    if (part.type === "finish") this.#finish(part);
    else this.#output.json(part);
    if (part.type === "start")
      for (const warning of part.warnings)
        this.#output.note(sentenceOf(warning));
    if (part.type === "warning") this.#output.note(sentenceOf(part.notice));
    if (part.type === "delta") this.#output.text(part.text);
    if (part.type === "quotes")
      this.#output.text(quotesMarkdown(part.quotes, this.#turn.sources));
    if (part.type === "error") throw AppError.fromData(part.error);
  }

  /** That nothing answers, the nearest misses and why each is one, and what was not looked at. */
  #printNotFound(): void {
    const { answerability, coverage } = this.#turn;
    this.#output.line("Nothing in your files answers this.");
    for (const miss of answerability?.nearest ?? []) {
      const page = miss.page === null ? "" : `, page ${miss.page}`;
      const lacks =
        miss.lacks.length === 0 ? "" : `; without ${miss.lacks.join(", ")}`;
      this.#output.line(
        `Nearest by ${miss.nearestBy}: ${miss.path}${page}${lacks}`,
      );
    }
    if (coverage === null) return;
    const { searched, failed, pending, unreadPages } = coverage;
    this.#output.line(
      `${searched} documents searched; ${failed} could not be read, nor ${unreadPages} pages of others; ${pending} not read yet.`,
    );
  }

  #finish(part: Extract<TurnPart, { type: "finish" }>): void {
    const { route } = this.#turn;
    const answer = answerMarkdown(this.#turn);
    this.#output.json({ ...part, answer, route });
    this.#output.line();
    if (part.reason === "nothing-found") this.#printNotFound();
    for (const { number, path, page } of part.citations)
      this.#output.line(
        `[${number}] ${path}${page === null ? "" : `, page ${page}`}`,
      );
  }
}
