import { createRouterClient, implement, ORPCError } from "@orpc/server";
import type { Settings } from "#contract/app.ts";
import type { ConversationSummary } from "#contract/conversations.ts";
import type { AppEvent, WorkerStatus } from "#contract/events.ts";
import type {
  ConversationId,
  JobId,
  ModelId,
  TurnId,
  WorkspaceId,
} from "#contract/ids.ts";
import { contract, type HearthClient } from "#contract/index.ts";
import type { DocumentSummary, JobProgress } from "#contract/library.ts";
import type { ModelSummary } from "#contract/models.ts";
import type { Turn, TurnPart } from "#contract/turns.ts";
import type { Workspace } from "#contract/workspaces.ts";
import { foldParts, newTurn } from "../../renderer/client/state/fold-part.ts";
import { fakeAnswer, fakeSources } from "./fake-answers.ts";
import { failure, fakeDocuments, leaseText } from "./fake-documents.ts";
import { FakeStream } from "./fake-stream.ts";

export interface FakeOptions {
  /** No documents, conversations or models: as on the first start. */
  isEmpty?: boolean;
  conversations?: number;
  documents?: number;
  answer?: string;
  /** Between two deltas; 0 gives the whole answer at once. */
  deltaMs?: number;
  deltaChars?: number;
  workers?: WorkerStatus[];
  settings?: Partial<Settings>;
  nowMs?: number;
}

const uuid = () => globalThis.crypto.randomUUID();
const dayMs = 86_400_000;

/** An engine in memory that answers the whole contract with scripted data. */
export function createFakeClient(options: FakeOptions = {}): HearthClient {
  const nowMs = options.nowMs ?? Date.now();
  const isEmpty = options.isEmpty === true;
  const workspaceId = "11111111-1111-4111-8111-111111111111" as WorkspaceId;
  const workspaces: Workspace[] = [
    { id: workspaceId, name: "Library", createdAt: nowMs, isDefault: true },
  ];
  let documents: DocumentSummary[] = isEmpty
    ? []
    : fakeDocuments(workspaceId, nowMs);
  for (let index = documents.length; index < (options.documents ?? 0); index++)
    documents.push({
      ...(fakeDocuments(workspaceId, nowMs)[0] as DocumentSummary),
      id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}` as DocumentSummary["id"],
      name: `Document ${index + 1}.pdf`,
    });
  let settings: Settings = {
    theme: "system",
    threads: "measured",
    languageModel: null,
    quickAskShortcut: "CommandOrControl+Shift+Space",
    ...options.settings,
  };
  let models: ModelSummary[] = isEmpty ? [] : fakeModels();
  const titles = [
    "Notice and deposit in the lease",
    "Which suppliers raised prices?",
    "Draft reply to the insurer",
    "Compare the three offers",
    "Side effects in the trial reports",
    "Board minutes, open actions",
    "Where is the router manual",
  ];
  const conversations: ConversationSummary[] = isEmpty
    ? []
    : Array.from(
        { length: options.conversations ?? titles.length },
        (_, index) => ({
          id: `22222222-2222-4222-8222-${String(index).padStart(12, "0")}` as ConversationId,
          workspaceId,
          title: titles[index] ?? `Conversation ${index + 1}`,
          createdAt: nowMs,
          updatedAt: nowMs - (index < 3 ? index * 60_000 : (index - 1) * dayMs),
          runningTurnId: null,
        }),
      );
  const turns = new Map<
    TurnId,
    {
      turn: Turn;
      parts: TurnPart[];
      stream: FakeStream<TurnPart>;
      stop: AbortController;
    }
  >();
  const events = new FakeStream<AppEvent>();
  const counts = () => ({
    total: documents.length,
    queued: documents.filter(({ status }) => status === "queued").length,
    working: documents.filter(
      ({ status }) => status === "extracting" || status === "embedding",
    ).length,
    indexed: documents.filter(({ status }) => status === "indexed").length,
    failed: documents.filter(({ status }) => status === "failed").length,
  });
  let jobs: JobProgress[] = isEmpty
    ? []
    : [fakeJob(workspaceId, nowMs, documents)];
  const changeJob = (
    jobId: JobId,
    change: Partial<JobProgress>,
  ): JobProgress => {
    jobs = jobs.map((job) => (job.id === jobId ? { ...job, ...change } : job));
    events.push({ type: "jobs", jobs });
    return jobs.find(({ id }) => id === jobId) as JobProgress;
  };
  const notFound = () =>
    new ORPCError("APP", {
      data: failure("not-found", "This is not there any more.", null),
    });
  const conversation = (id: ConversationId) => {
    const found = conversations.find((item) => item.id === id);
    if (found === undefined) throw notFound();
    return found;
  };
  const start = (conversationId: ConversationId, question: string): Turn => {
    const turn = newTurn(
      uuid() as TurnId,
      conversationId,
      question,
      Date.now(),
    );
    const entry = {
      turn,
      parts: [] as TurnPart[],
      stream: new FakeStream<TurnPart>(),
      stop: new AbortController(),
    };
    turns.set(turn.id, entry);
    conversation(conversationId).runningTurnId = turn.id;
    events.push({
      type: "conversations",
      changed: [{ ...conversation(conversationId) }],
      removed: [],
    });
    void writeAnswer(entry);
    return turn;
  };
  const writeAnswer = async (entry: {
    turn: Turn;
    parts: TurnPart[];
    stream: FakeStream<TurnPart>;
    stop: AbortController;
  }) => {
    const answer = options.answer ?? fakeAnswer;
    const add = (part: TurnPart) => {
      entry.parts.push(part);
      entry.turn = foldParts(entry.turn, [part]);
      entry.stream.push(part);
    };
    const chosen =
      models.find(
        ({ kind, isSelected }) => kind === "language" && isSelected,
      ) ?? null;
    let seq = 0;
    add({
      type: "start",
      seq: ++seq,
      turnId: entry.turn.id,
      model: chosen && { id: chosen.id, name: chosen.name },
      route: chosen ? "local" : "passages",
      warnings: [],
    });
    if (entry.turn.question.includes("fail")) {
      await pause(options.deltaMs ?? 0);
      add({
        type: "error",
        seq: ++seq,
        error: failure(
          "worker-crashed",
          "The language model stopped while it was writing.",
          "Ask again: it has been started with a plainer setting.",
        ),
      });
    } else {
      const sources = fakeSources();
      add({
        type: "sources",
        seq: ++seq,
        mode: "hybrid",
        sources,
        considered: 212,
      });
      const size = options.deltaChars ?? 6;
      for (
        let at = 0;
        at < answer.length && !entry.stop.signal.aborted;
        at += size
      ) {
        await pause(options.deltaMs ?? 0);
        add({ type: "delta", seq: ++seq, text: answer.slice(at, at + size) });
      }
      add({
        type: "warning",
        seq: ++seq,
        notice: { code: "passages-dropped", params: { kept: 6, total: 9 } },
      });
      add({
        type: "finish",
        seq: ++seq,
        reason: entry.stop.signal.aborted ? "stopped" : "complete",
        citations: sources
          .filter(({ number }) => number !== 4)
          .map(({ number, path, page, start: from, end, text }) => ({
            number,
            path,
            page,
            start: from,
            end,
            text,
          })),
        timings: {
          retrievalMs: 12,
          firstTextMs: 80,
          generationMs: 900,
          totalMs: 1000,
          inputTokens: 1500,
          outputTokens: 120,
          tokensPerSecond: chosen ? 38.2 : null,
        },
        context: chosen
          ? {
              contextTokens: 4096,
              systemTokens: 120,
              historyTokens: 0,
              passageTokens: 1400,
              questionTokens: 36,
              answerRoomTokens: 2540,
            }
          : null,
      });
    }
    entry.stream.end();
    const at = conversation(entry.turn.conversationId);
    at.runningTurnId = null;
    events.push({ type: "conversations", changed: [{ ...at }], removed: [] });
  };

  const os = implement(contract);
  const router = os.router({
    app: {
      info: os.app.info.handler(() => ({
        version: "0.1.0",
        host: "loopback" as const,
        platform: "linux" as const,
        dataFolder: "/home/ana/.local/share/hearth",
        modelsFolder: "/home/ana/.local/share/hearth/models",
        capabilities: { pick: false, paths: true, windows: false },
      })),
      settings: os.app.settings.handler(() => settings),
      updateSettings: os.app.updateSettings.handler(({ input }) => {
        settings = { ...settings, ...(input as Settings) };
        events.push({ type: "settings", settings });
        return settings;
      }),
      continueInMain: os.app.continueInMain.handler(() => ({ shown: false })),
    },
    events: {
      watch: os.events.watch.handler(({ signal }) =>
        events.read(
          [
            { type: "settings", settings },
            { type: "workers", workers: options.workers ?? [] },
            { type: "jobs", jobs },
            { type: "models", models },
          ],
          signal,
        ),
      ),
    },
    workspaces: {
      list: os.workspaces.list.handler(() => workspaces),
      create: os.workspaces.create.handler(({ input }) => {
        const created = {
          id: uuid() as WorkspaceId,
          name: input.name,
          createdAt: Date.now(),
          isDefault: false,
        };
        workspaces.push(created);
        return created;
      }),
    },
    library: {
      add: os.library.add.handler(() => ({ jobId: uuid() as JobId })),
      pick: os.library.pick.handler(() => ({ grants: [] })),
      list: os.library.list.handler(({ input }) => {
        const matching = documents.filter(
          (item) =>
            item.workspaceId === input.workspaceId &&
            item.name.toLowerCase().includes(input.filter.toLowerCase()) &&
            (input.status === undefined || item.status === input.status),
        );
        return {
          documents: matching.slice(input.offset, input.offset + input.limit),
          total: matching.length,
          counts: counts(),
        };
      }),
      remove: os.library.remove.handler(({ input }) => {
        documents = documents.filter(
          ({ id }) => !input.documentIds.includes(id),
        );
        events.push({
          type: "documents",
          workspaceId,
          changed: [],
          removed: input.documentIds,
          isTruncated: false,
          counts: counts(),
        });
        return { removed: input.documentIds.length };
      }),
      retry: os.library.retry.handler(() => ({ jobId: uuid() as JobId })),
      outline: os.library.outline.handler(({ input }) => {
        const document = documents.find(({ id }) => id === input.documentId);
        if (document === undefined) throw notFound();
        const start = leaseText.indexOf("## Article 6");
        return {
          document,
          lengthChars: leaseText.length,
          sections: [
            {
              page: document.pages === null ? null : 3,
              start: 0,
              end: start,
              status: "text" as const,
            },
            {
              page: document.pages === null ? null : 4,
              start,
              end: leaseText.length,
              status: "text" as const,
            },
            ...(document.pages === null
              ? []
              : [
                  {
                    page: 5,
                    start: leaseText.length,
                    end: leaseText.length,
                    status: "empty" as const,
                  },
                ]),
          ],
        };
      }),
      slice: os.library.slice.handler(({ input }) => ({
        start: input.start,
        end: input.end,
        text: leaseText.slice(input.start, input.end),
        blocks: [],
      })),
    },
    jobs: {
      list: os.jobs.list.handler(() => jobs),
      pause: os.jobs.pause.handler(({ input }) =>
        changeJob(input.jobId, { state: "paused" }),
      ),
      resume: os.jobs.resume.handler(({ input }) =>
        changeJob(input.jobId, { state: "running" }),
      ),
      cancel: os.jobs.cancel.handler(({ input }) =>
        changeJob(input.jobId, { state: "cancelled" }),
      ),
    },
    search: {
      run: os.search.run.handler(({ input }) => ({
        query: input.query,
        mode: input.mode,
        hits: fakeSources(),
        considered: 212,
        notices: [],
      })),
    },
    conversations: {
      list: os.conversations.list.handler(({ input }) => ({
        conversations: conversations.slice(
          input.offset,
          input.offset + input.limit,
        ),
        total: conversations.length,
      })),
      get: os.conversations.get.handler(({ input }) => ({
        conversation: conversation(input.conversationId),
        turns: [...turns.values()]
          .map(({ turn }) => turn)
          .filter((turn) => turn.conversationId === input.conversationId),
      })),
      rename: os.conversations.rename.handler(({ input }) => {
        const renamed = conversation(input.conversationId);
        renamed.title = input.title;
        events.push({
          type: "conversations",
          changed: [{ ...renamed }],
          removed: [],
        });
        return { ...renamed };
      }),
      remove: os.conversations.remove.handler(({ input }) => {
        conversations.splice(
          conversations.indexOf(conversation(input.conversationId)),
          1,
        );
        events.push({
          type: "conversations",
          changed: [],
          removed: [input.conversationId],
        });
        return {};
      }),
      search: os.conversations.search.handler(({ input }) =>
        conversations
          .filter(({ title }) =>
            title.toLowerCase().includes(input.query.toLowerCase()),
          )
          .slice(0, input.limit)
          .map((item) => ({
            conversation: item,
            snippet:
              "You must give three months’ written notice, by registered letter.",
            matches: [{ start: 14, end: 19 }],
          })),
      ),
    },
    turns: {
      ask: os.turns.ask.handler(({ input }) => {
        const conversationId =
          input.conversationId ?? (uuid() as ConversationId);
        if (input.conversationId === undefined)
          conversations.unshift({
            id: conversationId,
            workspaceId,
            title: input.question.slice(0, 60),
            createdAt: Date.now(),
            updatedAt: Date.now(),
            runningTurnId: null,
          });
        return {
          turnId: start(conversationId, input.question).id,
          conversationId,
        };
      }),
      stop: os.turns.stop.handler(({ input }) => {
        turns.get(input.turnId)?.stop.abort();
        return { stopped: true };
      }),
      watch: os.turns.watch.handler(({ input, signal }) => {
        const entry = turns.get(input.turnId);
        if (entry === undefined) throw notFound();
        return entry.stream.read(
          entry.parts.filter(({ seq }) => seq > input.fromSeq),
          signal,
        );
      }),
    },
    models: {
      list: os.models.list.handler(() => models),
      select: os.models.select.handler(({ input }) => {
        models = models.map((model) =>
          model.kind === "language"
            ? { ...model, isSelected: model.id === input.id }
            : model,
        );
        events.push({ type: "models", models });
        return models;
      }),
      add: os.models.add.handler(() => fakeModels()[0] as ModelSummary),
      remove: os.models.remove.handler(({ input }) => {
        models = models.filter(({ id }) => id !== input.id);
        events.push({ type: "models", models });
        return {};
      }),
    },
  });
  return createRouterClient(router);
}

const pause = (ms: number) =>
  ms === 0
    ? Promise.resolve()
    : new Promise<void>((resolve) => setTimeout(resolve, ms));

function fakeJob(
  workspaceId: WorkspaceId,
  nowMs: number,
  documents: DocumentSummary[],
): JobProgress {
  const current = documents[1];
  return {
    id: "33333333-3333-4333-8333-333333333333" as JobId,
    workspaceId,
    kind: "index",
    label: "Contracts",
    state: "running",
    progress: 0.34,
    done: 412,
    total: 1204,
    failed: 2,
    skipped: 0,
    filesPerMinute: 31,
    remainingMs: 26 * 60_000,
    current: current
      ? { documentId: current.id, name: current.name, page: 31, pages: 64 }
      : null,
    startedAt: nowMs,
    finishedAt: null,
    error: null,
  };
}

function fakeModels(): ModelSummary[] {
  const base = {
    path: "/home/ana/.local/share/hearth/models",
    state: "ready" as const,
    device: null,
    threads: null,
    error: null,
  };
  return [
    {
      ...base,
      id: "qwen3-4b.gguf" as ModelId,
      name: "Qwen3 4B",
      kind: "language",
      sizeBytes: 2_497_280_256,
      description: "qwen3, Q4_K_M",
      contextTokens: 32_768,
      state: "loaded",
      isSelected: true,
      device: "CPU",
      threads: 2,
    },
    {
      ...base,
      id: "broken.gguf" as ModelId,
      name: "Half a model",
      kind: "language",
      sizeBytes: 1_240_256,
      description: "",
      contextTokens: null,
      state: "failed",
      isSelected: false,
      error: failure(
        "model-damaged",
        "The file ends before the model does.",
        "Copy it again from where it came from.",
      ),
    },
    {
      ...base,
      id: "all-MiniLM-L6-v2" as ModelId,
      name: "all-MiniLM-L6-v2",
      kind: "embedding",
      sizeBytes: 23_026_053,
      description: "bert, q8",
      contextTokens: 512,
      isSelected: true,
    },
  ];
}
