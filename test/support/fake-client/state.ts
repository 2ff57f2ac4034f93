import { ORPCError } from "@orpc/server";
import type { Settings } from "#contract/app.ts";
import type { ConversationSummary } from "#contract/conversations.ts";
import type { AppEvent, WorkerStatus } from "#contract/events.ts";
import type { ConversationId, JobId, WorkspaceId } from "#contract/ids.ts";
import type { JobProgress } from "#contract/jobs.ts";
import type { ModelSummary } from "#contract/models.ts";
import type { Workspace } from "#contract/workspaces.ts";
import { fakeAnswer } from "../fake-answers.ts";
import { fakeConversations, fakeJob, fakeModels } from "../fake-data.ts";
import { failure } from "../fake-documents.ts";
import { FakeLibrary } from "../fake-library.ts";
import { FakeStream } from "../fake-stream.ts";
import { FakeTurns } from "../fake-turns.ts";

export interface FakeOptions {
  /** No documents, conversations or models but the built-in one: as on the first start. */
  isEmpty?: boolean;
  /** No language model is there: answers are quotes. */
  hasNoModel?: boolean;
  conversations?: number;
  /** Ended ones in the first conversation. */
  turns?: number;
  documents?: number;
  /** All reading has ended. */
  isRead?: boolean;
  /** Jobs that go on at the same time; default 1. */
  jobs?: number;
  answer?: string;
  /** Between two deltas; 0 gives the whole answer at once. */
  deltaMs?: number;
  deltaChars?: number;
  /** Questions stay on their way. */
  neverTakes?: boolean;
  workers?: WorkerStatus[];
  settings?: Partial<Settings>;
  nowMs?: number;
  /** Told what is opened outside of Hearth. */
  onOpen?: (name: string, how: "file" | "folder") => void;
  /** Answers to what is typed into a search wait for this. */
  beforeSearch?: (query: string) => Promise<void>;
  /** Given what a test may change from outside. */
  onReady?: (control: FakeControl) => void;
}

export interface FakeControl {
  /** As if something was said in it just now: the list is told. */
  touchConversation(title: string): void;
}

/** What the engine in memory holds, and what its calls share. */
export class FakeState {
  readonly workspaceId = "11111111-1111-4111-8111-111111111111" as WorkspaceId;
  readonly options: FakeOptions;
  readonly nowMs: number;
  readonly workspaces: Workspace[];
  readonly library: FakeLibrary;
  readonly conversations: ConversationSummary[];
  readonly events = new FakeStream<AppEvent>();
  readonly turns: FakeTurns;
  readonly beforeSearch: (query: string) => Promise<void>;
  settings: Settings;
  models: ModelSummary[];
  jobs: JobProgress[];

  constructor(options: FakeOptions) {
    const isEmpty = options.isEmpty === true;
    const nowMs = options.nowMs ?? Date.now();
    this.options = options;
    this.nowMs = nowMs;
    this.beforeSearch = options.beforeSearch ?? (() => Promise.resolve());
    this.workspaces = [
      {
        id: this.workspaceId,
        name: "Documents",
        createdAt: nowMs,
        isDefault: true,
      },
    ];
    this.library = new FakeLibrary(
      this.workspaceId,
      nowMs,
      isEmpty ? 0 : (options.documents ?? 13),
    );
    this.settings = {
      theme: "system",
      textSize: "normal",
      threads: "measured",
      languageModel: null,
      embeddingModel: null,
      quickAskShortcut: "CommandOrControl+Shift+Space",
      ...options.settings,
    };
    this.models = fakeModels().filter(({ kind, isBuiltIn }) =>
      isEmpty ? isBuiltIn : options.hasNoModel !== true || kind !== "language",
    );
    this.conversations = isEmpty
      ? []
      : fakeConversations(this.workspaceId, nowMs, options.conversations);
    this.jobs = isEmpty ? [] : this.#firstJobs();
    this.turns = this.#firstTurns();
    options.onReady?.({
      touchConversation: (title) => {
        const touched = this.conversations.find((item) => item.title === title);
        if (touched === undefined) throw notFound();
        touched.updatedAt = Date.now();
        this.publish(touched.id);
      },
    });
  }

  #firstJobs(): JobProgress[] {
    const { options, workspaceId, nowMs, library } = this;
    const jobs = Array.from({ length: options.jobs ?? 1 }, (_, index) =>
      fakeJob(workspaceId, nowMs, library.at(1), index),
    );
    if (options.isRead !== true) return jobs;
    return jobs.map((job) => ({
      ...job,
      state: "done",
      done: job.total ?? 0,
      startedAt: nowMs - 34 * 60_000,
      finishedAt: nowMs - 10 * 60_000,
    }));
  }

  #firstTurns(): FakeTurns {
    const { options } = this;
    const turns = new FakeTurns({
      answer: options.answer ?? fakeAnswer,
      deltaMs: options.deltaMs ?? 0,
      deltaChars: options.deltaChars ?? 6,
      model: () =>
        this.models.find(
          ({ kind, isSelected }) => kind === "language" && isSelected,
        ) ?? null,
      onEnd: ({ conversationId }) => {
        this.conversation(conversationId).runningTurnId = null;
        this.publish(conversationId);
      },
    });
    const first = this.conversations[0];
    if (first !== undefined)
      for (let count = 1; count <= (options.turns ?? 0); count += 1)
        turns.start(first.id, `Question ${count}?`);
    return turns;
  }

  changeJob(jobId: JobId, change: Partial<JobProgress>): JobProgress {
    this.jobs = this.jobs.map((job) =>
      job.id === jobId ? { ...job, ...change } : job,
    );
    this.events.push({ type: "jobs", jobs: this.jobs });
    const changed = this.jobs.find(({ id }) => id === jobId);
    if (changed === undefined) throw notFound();
    return changed;
  }

  conversation(id: ConversationId): ConversationSummary {
    const found = this.conversations.find((item) => item.id === id);
    if (found === undefined) throw notFound();
    return found;
  }

  workspaceOf(id: WorkspaceId): Workspace {
    const found = this.workspaces.find((item) => item.id === id);
    if (found === undefined) throw notFound();
    return found;
  }

  publish(id: ConversationId): void {
    this.events.push({
      type: "conversations",
      changed: [{ ...this.conversation(id) }],
      removed: [],
    });
  }
}

export const uuid = () => globalThis.crypto.randomUUID();

export function notFound() {
  return new ORPCError("APP", {
    data: failure("not-found", "This is not there any more.", null),
  });
}
