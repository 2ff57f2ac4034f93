import { createRouterClient, implement, ORPCError } from "@orpc/server";
import type { Settings } from "#contract/app.ts";
import type { AppEvent, WorkerStatus } from "#contract/events.ts";
import type { ConversationId, JobId, WorkspaceId } from "#contract/ids.ts";
import { contract, type HearthClient } from "#contract/index.ts";
import type { JobProgress } from "#contract/library.ts";
import type { ModelSummary } from "#contract/models.ts";
import { notJudged } from "#contract/search.ts";
import type { Workspace } from "#contract/workspaces.ts";
import { fakeAnswer, fakeSources } from "./fake-answers.ts";
import { fakeConversations, fakeJob, fakeModels } from "./fake-data.ts";
import { failure, leaseText } from "./fake-documents.ts";
import { FakeLibrary } from "./fake-library.ts";
import { FakeStream } from "./fake-stream.ts";
import { FakeTurns } from "./fake-turns.ts";

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

const uuid = () => globalThis.crypto.randomUUID();

/** An engine in memory that answers the whole contract with scripted data. */
export function createFakeClient(options: FakeOptions = {}): HearthClient {
  const nowMs = options.nowMs ?? Date.now();
  const isEmpty = options.isEmpty === true;
  const workspaceId = "11111111-1111-4111-8111-111111111111" as WorkspaceId;
  const workspaces: Workspace[] = [
    { id: workspaceId, name: "Documents", createdAt: nowMs, isDefault: true },
  ];
  const library = new FakeLibrary(
    workspaceId,
    nowMs,
    isEmpty ? 0 : (options.documents ?? 13),
  );
  let settings: Settings = {
    theme: "system",
    textSize: "normal",
    threads: "measured",
    languageModel: null,
    embeddingModel: null,
    quickAskShortcut: "CommandOrControl+Shift+Space",
    ...options.settings,
  };
  let models: ModelSummary[] = isEmpty
    ? fakeModels().filter(({ isBuiltIn }) => isBuiltIn)
    : fakeModels().filter(
        ({ kind }) => options.hasNoModel !== true || kind !== "language",
      );
  const conversations = isEmpty
    ? []
    : fakeConversations(workspaceId, nowMs, options.conversations);
  const events = new FakeStream<AppEvent>();
  let jobs: JobProgress[] = isEmpty
    ? []
    : Array.from({ length: options.jobs ?? 1 }, (_, index) =>
        fakeJob(workspaceId, nowMs, library.at(1), index),
      );
  if (options.isRead === true)
    jobs = jobs.map((job) => ({
      ...job,
      state: "done",
      done: job.total ?? 0,
      startedAt: nowMs - 34 * 60_000,
      finishedAt: nowMs - 10 * 60_000,
    }));
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
  const workspaceOf = (id: WorkspaceId) => {
    const found = workspaces.find((item) => item.id === id);
    if (found === undefined) throw notFound();
    return found;
  };
  const publish = (id: ConversationId) =>
    events.push({
      type: "conversations",
      changed: [{ ...conversation(id) }],
      removed: [],
    });
  options.onReady?.({
    touchConversation: (title) => {
      const touched = conversations.find((item) => item.title === title);
      if (touched === undefined) throw notFound();
      touched.updatedAt = Date.now();
      publish(touched.id);
    },
  });
  const beforeSearch = options.beforeSearch ?? (() => Promise.resolve());
  const turns = new FakeTurns({
    answer: options.answer ?? fakeAnswer,
    deltaMs: options.deltaMs ?? 0,
    deltaChars: options.deltaChars ?? 6,
    model: () =>
      models.find(
        ({ kind, isSelected }) => kind === "language" && isSelected,
      ) ?? null,
    onEnd: ({ conversationId }) => {
      conversation(conversationId).runningTurnId = null;
      publish(conversationId);
    },
  });

  const first = conversations[0];
  for (
    let count = 1;
    first !== undefined && count <= (options.turns ?? 0);
    count += 1
  )
    turns.start(first.id, `Question ${count}?`);

  const os = implement(contract);
  const router = os.router({
    app: {
      info: os.app.info.handler(() => ({
        version: "0.1.0",
        host: "loopback" as const,
        platform: "linux" as const,
        dataFolder: "/home/ana/.local/share/hearth",
        modelsFolder: "/home/ana/.local/share/hearth/models",
        capabilities: {
          pick: false,
          paths: true,
          windows: false,
          openFiles: true,
        },
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
      rename: os.workspaces.rename.handler(({ input }) => {
        const renamed = workspaceOf(input.workspaceId);
        renamed.name = input.name;
        events.push({ type: "workspaces", workspaces: [...workspaces] });
        return { ...renamed };
      }),
      contents: os.workspaces.contents.handler(({ input }) => ({
        documents: input.workspaceId === workspaceId ? 12 : 3,
        conversations: conversations.filter(
          (item) => item.workspaceId === input.workspaceId,
        ).length,
      })),
      remove: os.workspaces.remove.handler(({ input }) => {
        workspaces.splice(
          workspaces.indexOf(workspaceOf(input.workspaceId)),
          1,
        );
        const removed = conversations
          .filter((item) => item.workspaceId === input.workspaceId)
          .map(({ id }) => id);
        for (const id of removed)
          conversations.splice(conversations.indexOf(conversation(id)), 1);
        events.push({ type: "conversations", changed: [], removed });
        events.push({ type: "workspaces", workspaces: [...workspaces] });
        return {};
      }),
      create: os.workspaces.create.handler(({ input }) => {
        const created = {
          id: uuid() as WorkspaceId,
          name: input.name,
          createdAt: Date.now(),
          isDefault: false,
        };
        workspaces.push(created);
        events.push({ type: "workspaces", workspaces: [...workspaces] });
        return created;
      }),
    },
    library: {
      add: os.library.add.handler(({ input: { paths } }) => {
        if (paths.includes("/nowhere"))
          throw new ORPCError("APP", {
            data: failure(
              "file-missing",
              "There is no file or folder /nowhere.",
              "Give its whole path on this computer.",
            ),
          });
        return { jobId: uuid() as JobId };
      }),
      addText: os.library.addText.handler(({ input }) => {
        const path = `/texts/${input.name}.txt`;
        library.addText(`${input.name}.txt`, path);
        const job: JobProgress = {
          ...fakeJob(workspaceId, nowMs, library.at(0), jobs.length),
          id: uuid() as JobId,
          state: "done",
          finishedAt: Date.now(),
        };
        jobs = [job, ...jobs];
        events.push({ type: "jobs", jobs });
        return { jobId: job.id, path };
      }),
      pick: os.library.pick.handler(() => ({ grants: [] })),
      list: os.library.list.handler(async ({ input }) => {
        await beforeSearch(input.filter);
        return library.list(input);
      }),
      remove: os.library.remove.handler(({ input }) => {
        library.remove(input.documentIds);
        events.push({
          type: "documents",
          workspaceId,
          changed: [],
          removed: input.documentIds,
          isTruncated: false,
          counts: library.counts(workspaceId),
        });
        return {
          removed: input.documentIds.length,
          restorableUntil: Date.now() + 60_000,
        };
      }),
      restore: os.library.restore.handler(({ input }) => {
        const restored = library.restore(input.documentIds);
        events.push({
          type: "documents",
          workspaceId,
          changed: [],
          removed: [],
          isTruncated: true,
          counts: library.counts(workspaceId),
        });
        return { restored };
      }),
      retry: os.library.retry.handler(() => ({ jobId: uuid() as JobId })),
      open: os.library.open.handler(({ input }) => {
        options.onOpen?.(library.get(input.documentId)?.name ?? "", input.how);
        return {};
      }),
      linked: os.library.linked.handler(
        ({ input }) =>
          library.list({
            workspaceId,
            filter: decodeURIComponent(input.target),
            offset: 0,
            limit: 1,
          }).documents[0] ?? null,
      ),
      outline: os.library.outline.handler(({ input }) => {
        const outline = library.outline(input.documentId);
        if (outline === null) throw notFound();
        return outline;
      }),
      slice: os.library.slice.handler(({ input }) => ({
        start: input.start,
        end: input.end,
        text: leaseText.slice(input.start, input.end),
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
      run: os.search.run.handler(async ({ input }) => {
        await beforeSearch(input.query);
        return {
          query: input.query,
          mode: input.mode,
          hits: fakeSources(),
          considered: 212,
          answerability: notJudged,
          notices: [],
        };
      }),
    },
    palette: {
      find: os.palette.find.handler(async ({ input }) => {
        await beforeSearch(input.query);
        const wanted = input.query.toLowerCase();
        const matchesIn = (text: string) => {
          const start = text.toLowerCase().indexOf(wanted);
          return start < 0 ? [] : [{ start, end: start + wanted.length }];
        };
        const snippet =
          "You must give three months’ written notice, by registered letter.";
        return {
          passages: fakeSources()
            .filter(() => snippet.includes(wanted))
            .slice(0, 2)
            .map((hit) => ({
              hit,
              considered: 212,
              snippet,
              matches: matchesIn(snippet),
            })),
          documents: library
            .list({ workspaceId, offset: 0, limit: 6, filter: input.query })
            .documents.map((document) => ({
              document,
              matches: matchesIn(document.name),
            })),
          conversations: conversations
            .filter(({ title }) => title.toLowerCase().includes(wanted))
            .slice(0, 6)
            .map((item) => ({
              conversation: item,
              snippet,
              matches: matchesIn(snippet),
              titleMatches: matchesIn(item.title),
            })),
        };
      }),
      mentionable: os.palette.mentionable.handler(async ({ input }) => {
        await beforeSearch(`@${input.query}`);
        return library.mentionable(workspaceId, input.query);
      }),
    },
    start: {
      overview: os.start.overview.handler(() => {
        const { documents } = library.list({
          workspaceId,
          offset: 0,
          limit: 5,
          filter: "",
          status: "indexed",
        });
        return {
          recent: documents,
          questions: documents.slice(0, 3).map(({ id, name }) => ({
            question: `What does ${name} say about “Notice”?`,
            documentId: id,
          })),
        };
      }),
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
        ...pageOf(turns.line(input.conversationId, input.through), input),
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
      search: os.conversations.search.handler(async ({ input }) => {
        await beforeSearch(input.query);
        return conversations
          .filter(({ title }) =>
            title.toLowerCase().includes(input.query.toLowerCase()),
          )
          .slice(0, input.limit)
          .map((item) => ({
            conversation: item,
            snippet:
              "You must give three months’ written notice, by registered letter.",
            matches: [{ start: 14, end: 19 }],
          }));
      }),
    },
    turns: {
      ask: os.turns.ask.handler(async ({ input }) => {
        if (options.neverTakes === true) await new Promise(() => undefined);
        if (input.question.includes("refuse"))
          throw new ORPCError("APP", {
            data: failure("disk-full", "The disk is full.", "Make room."),
          });
        const conversationId =
          input.conversationId ?? (uuid() as ConversationId);
        if (input.conversationId === undefined)
          conversations.unshift({
            id: conversationId,
            workspaceId:
              input.scope === "everything" ? workspaceId : input.workspaceId,
            scope: input.scope,
            title: input.question.slice(0, 60),
            createdAt: Date.now(),
            updatedAt: Date.now(),
            runningTurnId: null,
          });
        const turn = turns.start(conversationId, input.question, {
          ...input,
          within: library.named(input.documentIds ?? []),
          withinFolders: (input.folders ?? []).map((path) => ({
            path,
            name: path.split("/").at(-1) ?? path,
          })),
        });
        conversation(conversationId).runningTurnId = turn.id;
        publish(conversationId);
        return { turnId: turn.id, conversationId };
      }),
      continue: os.turns.continue.handler(({ input }) => {
        const turn = turns.continue(input.turnId);
        if (turn === null) throw notFound();
        conversation(turn.conversationId).runningTurnId = turn.id;
        publish(turn.conversationId);
        return {};
      }),
      stop: os.turns.stop.handler(({ input }) => {
        turns.stop(input.turnId);
        return { stopped: true };
      }),
      watch: os.turns.watch.handler(({ input, signal }) => {
        const parts = turns.watch(input.turnId, input.fromSeq, signal);
        if (parts === null) throw notFound();
        return parts;
      }),
    },
    models: {
      list: os.models.list.handler(() => models),
      select: os.models.select.handler(({ input }) => {
        models = models.map((model) =>
          model.kind === input.kind
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

/** As the engine pages a conversation. */
function pageOf(
  { turns, branches }: ReturnType<FakeTurns["line"]>,
  { before, limit }: { before?: string | undefined; limit: number },
) {
  const end = turns.findIndex(({ id }) => id === before);
  const until = end === -1 ? turns.length : end;
  const start = Math.max(0, until - limit);
  return { turns: turns.slice(start, until), earlier: start, branches };
}
