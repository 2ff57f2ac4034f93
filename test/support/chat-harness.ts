import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "#contract/errors.ts";
import type { AppEvent } from "#contract/events.ts";
import { documentId, type TurnId } from "#contract/ids.ts";
import type { SearchHit, SearchResult } from "#contract/search.ts";
import { notJudged } from "#contract/search.ts";
import type { TurnPart } from "#contract/turns.ts";
import { Conversations } from "#core/chat/conversations.ts";
import { Turns } from "#core/chat/turns.ts";
import { EventHub } from "#core/events/event-hub.ts";
import type { AnswerTextReader } from "#core/library/documents/answer-text-reader.ts";
import { Models } from "#core/models/models.ts";
import type { LanguageModel } from "#core/ports/language-model.ts";
import type { Log } from "#core/ports/log.ts";
import type { ModelFile } from "#core/ports/model-folder.ts";
import { SettingsStore } from "#core/settings/settings-store.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { systemClock } from "#native/files/system-clock.ts";

export const noSignal = new AbortController().signal;

export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export function hit(text: string, facts: Partial<SearchHit> = {}): SearchHit {
  return {
    documentId: documentId.parse(crypto.randomUUID()),
    name: "lease.pdf",
    path: "/papers/lease.pdf",
    page: 3,
    start: 100,
    end: 100 + text.length,
    headings: ["Terms"],
    score: 1,
    foundBy: "both",
    text,
    ...facts,
  };
}

export function modelFile(path: string): ModelFile {
  return {
    id: "tiny.gguf",
    kind: "language",
    name: "tiny",
    path,
    sizeBytes: 1,
    description: "",
    contextTokens: 2048,
    isBuiltIn: false,
  };
}

export interface ChatHarnessOptions {
  languageModel: LanguageModel;
  hits?: SearchHit[];
  search?: (signal: AbortSignal, query: string) => Promise<SearchResult>;
  /** Told of every search. */
  onSearch?: (input: { documentIds?: readonly string[] | undefined }) => void;
  /** Null: no model is there. Default: one. */
  model?: ModelFile | null;
  /** Looked at each time, in place of `model`. */
  models?: ModelFile[];
  /** A data folder to open again. */
  folder?: string;
}

/** Turns and conversations over a real database; search and, mostly, the model are the test's. */
export function createChatHarness(options: ChatHarnessOptions) {
  const {
    languageModel,
    hits = [],
    model = modelFile("/models/tiny.gguf"),
  } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "hearth-chat-"));
  const opened = createDatabase({
    file: join(folder, "hearth.db"),
    log: silentLog,
    clock: systemClock,
  });
  const db = opened.database;
  const hub = new EventHub();
  const settings = new SettingsStore(db, hub);
  const workspaces = new WorkspaceStore(db, systemClock);
  const events: AppEvent[] = [];
  const publish = hub.publish.bind(hub);
  hub.publish = (event) => {
    events.push(event);
    publish(event);
  };
  const unused = () => {
    throw new AppError("internal", "not in this test");
  };
  const models = new Models({
    folder: {
      list: async () => options.models ?? (model === null ? [] : [model]),
      inspect: unused,
      add: unused,
      remove: unused,
    },
    languageModel,
    settings,
    hub,
  });
  const turns = new Turns({
    db,
    clock: systemClock,
    log: silentLog,
    hub,
    search: {
      run: async (input, { signal }) => {
        options.onSearch?.(input);
        return (
          options.search?.(signal, input.query) ?? {
            query: input.query,
            mode: "hybrid",
            hits,
            considered: hits.length,
            answerability: notJudged,
            notices: [],
          }
        );
      },
    },
    documentReader: () => documentsOf(hits),
    embedder: {
      embed: () => {
        throw new AppError("model-missing", "not in this test");
      },
    },
    languageModel,
    models,
    workspaces,
  });
  const conversations = new Conversations({
    db,
    clock: systemClock,
    hub,
    turns,
  });
  return {
    db,
    folder,
    events,
    models,
    settings,
    turns,
    conversations,
    workspaceId: workspaces.default().id,
    otherWorkspaceId: (
      workspaces.findByName("Other") ?? workspaces.create("Other")
    ).id,
    parts: async (turnId: TurnId, fromSeq = 0): Promise<TurnPart[]> => {
      const parts: TurnPart[] = [];
      for await (const part of turns.watch(turnId, fromSeq, {
        signal: noSignal,
      }))
        parts.push(part);
      return parts;
    },
    /** As a killed process leaves it: nothing is ended or flushed. */
    abandon: () => opened.close(),
    close: async () => {
      await turns.close();
      opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Documents that hold the hits at their places, and nothing else. */
export function documentsOf(hits: readonly SearchHit[]): AnswerTextReader {
  return {
    document: (id) => {
      const [own] = hits.filter(({ documentId }) => documentId === id);
      return own === undefined || own.workspaceId === undefined
        ? null
        : { ...own, id: own.documentId, workspaceId: own.workspaceId };
    },
    text: (id) => {
      const own = hits
        .filter(({ documentId }) => documentId === id)
        .sort((a, b) => a.start - b.start);
      if (own.length === 0) return null;
      return {
        text: own.reduce(
          (text, one) => `${text.padEnd(one.start)}${one.text}`,
          "",
        ),
        blocks: own.map(({ start, end, page }) => ({
          kind: "paragraph",
          start,
          end,
          page,
          level: null,
        })),
      };
    },
    headings: () => null,
  };
}

export function textOf(parts: readonly TurnPart[]): string {
  return parts.map((part) => (part.type === "delta" ? part.text : "")).join("");
}

export function noticesOf(parts: readonly TurnPart[]): string[] {
  return parts.flatMap((part) => {
    if (part.type === "start") return part.warnings.map(({ code }) => code);
    return part.type === "warning" ? [part.notice.code] : [];
  });
}
