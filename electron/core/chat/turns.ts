import { AppError } from "#contract/errors.ts";
import { type AskedTurn, foldParts, newTurn } from "#contract/fold-turn.ts";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import type { Turn, TurnPart } from "#contract/turns.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import { SerialQueue } from "#core/concurrency/serial-queue.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import {
  type AskedDocuments,
  askedDocuments,
} from "#core/library/documents/asked-documents.ts";
import { coverageOf } from "#core/library/documents/coverage.ts";
import { pendingDocuments } from "#core/library/documents/pending-documents.ts";
import type { ModelChoice } from "#core/models/models.ts";
import type { Database } from "#core/ports/database.ts";
import type { EarlierTurn } from "#core/prompts/answer-prompt.ts";
import type { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { answerMarkdown } from "#shared/answer-markdown.ts";
import { canContinue } from "#shared/can-continue.ts";
import { ContinuedRun, modelToContinue } from "./continued-run.ts";
import { interruptedTurn } from "./interrupted-turn.ts";
import { PartLog } from "./part-log.ts";
import { RunningTurns } from "./running-turns.ts";
import { startWarnings } from "./start-warnings.ts";
import type { LinePage } from "./turn-lines.ts";
import { TurnRun, type TurnRunParts } from "./turn-run.ts";
import { TurnStore } from "./turn-store.ts";

export interface TurnsParts extends Omit<TurnRunParts, "queue"> {
  db: Database;
  hub: EventHub;
  workspaces: Pick<WorkspaceStore, "get" | "default" | "list">;
}

export interface AskInput {
  workspaceId: string;
  /** Of a conversation that begins; default: the one workspace. One that is named keeps its own. */
  scope?: SearchScope | undefined;
  conversationId?: ConversationId | undefined;
  question: string;
  /** The turn of the conversation whose place it takes, as another answer beside it. */
  insteadOf?: TurnId | undefined;
  /** The turn that it follows; default: the newest one. `insteadOf` goes before it. */
  after?: TurnId | undefined;
  /** Only these documents; empty: all. Default: those that the question names, else all. */
  documentIds?: readonly string[] | undefined;
  /** Only documents below these folders, and those above. */
  folders?: readonly string[] | undefined;
  /** Default: what the settings say. */
  model?: ModelChoice | undefined;
}

/** Where a turn is asked. */
interface Place {
  workspaceId: string;
  scope: SearchScope;
}

/** A question whose place is known. */
interface PlacedInput extends Omit<AskInput, "scope">, Place {
  /** Null where they are not chosen but named, if at all. */
  chosen: AskedDocuments | null;
}

/** Questions and their answers. A turn lives by itself: whoever watches may come and go. */
export class Turns {
  readonly #parts: TurnsParts;
  readonly #store: TurnStore;
  readonly #log: PartLog;
  readonly #queue = new SerialQueue();
  readonly #running: RunningTurns;

  constructor(parts: TurnsParts) {
    this.#parts = parts;
    this.#store = new TurnStore(parts.db, parts.clock);
    this.#log = new PartLog(parts.db, parts.clock, parts.log);
    this.#running = new RunningTurns(parts, this.#store, this.#log);
  }

  /** Starts a turn, and a conversation where none is named. @throws AppError not-found, invalid-request */
  ask(input: AskInput): { turnId: TurnId; conversationId: ConversationId } {
    this.#parts.workspaces.get(input.workspaceId);
    const place =
      input.conversationId === undefined
        ? this.#newPlace(input)
        : this.#placeOf(input.conversationId, input.workspaceId);
    // What can't be searched is refused where it was chosen: there is no turn then
    const chosen =
      input.folders === undefined && input.documentIds === undefined
        ? null
        : this.#askedOf({ ...input, ...place });
    const row = this.#store.create({
      ...place,
      conversationId: input.conversationId ?? null,
      question: input.question,
      at: this.#at(input),
    });
    this.#log.open(row.id);
    this.#running.begin(row, (signal) =>
      this.#prepare(row, { ...input, ...place, chosen }, signal),
    );
    return { turnId: row.id, conversationId: row.conversationId };
  }

  /**
   * Goes on with an answer that was cut, in the same turn; does nothing while it is being written.
   * @throws AppError not-found, invalid-request, model-missing, disk-full; then the turn stays as it is
   */
  async continue(turnId: TurnId): Promise<Record<string, never>> {
    if (this.#running.has(turnId)) return {};
    const model = await modelToContinue(
      this.#cutTurn(turnId),
      this.#parts.models,
    );
    // Another window may have been sooner
    if (this.#running.has(turnId)) return {};
    const turn = this.#cutTurn(turnId);
    const { id, name } = model;
    this.#log.reopen(turnId, { type: "continue", model: { id, name } }, () =>
      this.#store.reopen(turn),
    );
    this.#running.begin(
      turn,
      (signal) =>
        new ContinuedRun(
          { ...this.#parts, queue: this.#queue },
          {
            turn,
            model,
            history: () => this.#historyOf(turn),
            emit: (part) => {
              this.#log.append(turnId, part);
            },
          },
          { signal },
        ),
    );
    return {};
  }

  /** Resolves when the turn has ended; what was written stays. */
  stop(turnId: TurnId): Promise<{ stopped: boolean }> {
    return this.#running.stop(turnId);
  }

  /** Every part above fromSeq: those written first, then as they come; ends with the turn. @throws AppError not-found */
  async *watch(
    turnId: TurnId,
    fromSeq: number,
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<TurnPart> {
    if (this.#store.find(turnId) === null)
      throw new AppError("not-found", "This answer is no longer there.");
    yield* this.#log.watch(turnId, fromSeq, { signal });
  }

  /** The last turns of a line of a conversation, as far as they are written, and how many come before. */
  turnsOf(
    conversationId: ConversationId,
    page: {
      before?: TurnId | undefined;
      through?: TurnId | undefined;
      limit: number;
    },
  ): { turns: Turn[] } & Omit<LinePage, "rows"> {
    const { rows, ...line } = this.#store.ofConversation(conversationId, page);
    const turns = rows.map((row) =>
      foldParts(newTurn(row), this.#log.readForFolding(row.id)),
    );
    return { turns, ...line };
  }

  /** At start: what Hearth was writing when it ended is kept, and says so. */
  recover(): void {
    for (const row of this.#store.running()) {
      if (this.#running.has(row.id)) continue;
      const parts = this.#log.read(row.id);
      const turn = foldParts(newTurn(row), parts);
      this.#log.resume(row.id, parts);
      if (parts.length === 0)
        this.#log.append(row.id, {
          type: "start",
          turnId: row.id,
          model: null,
          route: "passages",
          within: [],
          warnings: [],
        });
      this.#running.end(row, interruptedTurn(turn), answerMarkdown(turn));
    }
  }

  /** Ends every running turn as interrupted, its text kept. */
  async close(): Promise<void> {
    await this.#running.close();
    this.#log.close();
  }

  /** @throws AppError not-found, invalid-request */
  #cutTurn(turnId: TurnId): Turn {
    const row = this.#store.find(turnId);
    if (row === null)
      throw new AppError("not-found", "This answer is no longer there.");
    const turn = foldParts(newTurn(row), this.#log.readForFolding(turnId));
    if (canContinue(turn)) return turn;
    throw new AppError("invalid-request", "This answer was not cut off.");
  }

  #prepare(row: AskedTurn, input: PlacedInput, signal: AbortSignal): TurnRun {
    const { db } = this.#parts;
    const searched = this.#searched(input);
    const pending = searched.reduce(
      (sum, { id }) => sum + pendingDocuments(db, id),
      0,
    );
    const about = input.chosen ?? this.#askedOf(input);
    return new TurnRun(
      { ...this.#parts, queue: this.#queue },
      {
        turnId: row.id,
        workspaceId: input.workspaceId,
        scope: input.scope,
        question: input.question,
        ...about,
        model: input.model,
        previousQuestion: this.#store.before(row.id).at(-1)?.question ?? null,
        warnings: startWarnings(pending, about),
        history: () => this.#historyOf(row),
        coverage: (only) =>
          coverageOf(
            db,
            searched.map(({ id }) => id),
            only,
          ),
        emit: (part) => {
          this.#log.append(row.id, part);
        },
      },
      { signal },
    );
  }

  #searched({ scope, workspaceId }: Place): readonly { id: string }[] {
    return scope === "everything"
      ? this.#parts.workspaces.list()
      : [{ id: workspaceId }];
  }

  #askedOf(input: Place & Omit<AskInput, "scope">): AskedDocuments {
    const searched = this.#searched(input).map(({ id }) => id);
    return askedDocuments(this.#parts.db, searched, input);
  }

  /** What a model wrote before on this branch; quoted passages are no part of a conversation. */
  #historyOf(row: AskedTurn): EarlierTurn[] {
    return this.#store
      .before(row.id)
      .map((earlier) =>
        foldParts(newTurn(earlier), this.#log.readForFolding(earlier.id)),
      )
      .filter(
        (turn) =>
          turn.route === "local" &&
          turn.reason !== "nothing-found" &&
          turn.answer.trim() !== "",
      )
      .map(({ question, answer }) => ({ question, answer: answer.trim() }));
  }

  #at(input: AskInput): { insteadOf: TurnId } | { after: TurnId } | undefined {
    const { conversationId, insteadOf, after } = input;
    const id = insteadOf ?? after;
    if (id === undefined) return undefined;
    if (this.#store.find(id)?.conversationId !== conversationId)
      throw new AppError("not-found", "This answer is no longer there.");
    return insteadOf === undefined ? { after: id } : { insteadOf: id };
  }

  #newPlace({ workspaceId, scope = "workspace" }: AskInput): Place {
    return scope === "everything"
      ? { scope, workspaceId: this.#parts.workspaces.default().id }
      : { scope, workspaceId };
  }

  #placeOf(id: ConversationId, workspaceId: string): Place {
    const place = this.#store.placeOf(id);
    if (place === null)
      throw new AppError("not-found", "This conversation is no longer there.");
    if (place.scope === "workspace" && place.workspaceId !== workspaceId)
      throw new AppError(
        "invalid-request",
        "This conversation belongs to another workspace.",
      );
    return place;
  }
}
