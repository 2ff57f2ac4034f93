import type { ConversationSummary } from "#contract/conversations.ts";
import type {
  ConversationId,
  JobId,
  ModelId,
  WorkspaceId,
} from "#contract/ids.ts";
import type { JobProgress } from "#contract/jobs.ts";
import type { DocumentSummary } from "#contract/library.ts";
import type { ModelSummary } from "#contract/models.ts";
import { failure } from "./fake-documents.ts";

const dayMs = 86_400_000;

const titles = [
  "Notice and deposit in the lease",
  "Which suppliers raised prices?",
  "Draft reply to the insurer",
  "Compare the three offers",
  "Side effects in the trial reports",
  "Board minutes, open actions",
  "Where is the router manual",
];

/** Conversations of today and of the days before, newest first. */
export function fakeConversations(
  workspaceId: WorkspaceId,
  nowMs: number,
  count = titles.length,
): ConversationSummary[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `22222222-2222-4222-8222-${String(index).padStart(12, "0")}` as ConversationId,
    workspaceId,
    scope: "workspace" as const,
    title: titles[index] ?? `Conversation ${index + 1}`,
    createdAt: nowMs,
    updatedAt: nowMs - (index < 3 ? index * 60_000 : (index - 1) * dayMs),
    runningTurnId: null,
  }));
}

export function fakeJob(
  workspaceId: WorkspaceId,
  nowMs: number,
  current: DocumentSummary | undefined,
  index = 0,
): JobProgress {
  return {
    id: `33333333-3333-4333-8333-33333333333${index}` as JobId,
    workspaceId,
    kind: "index",
    label: ["Contracts", "Invoices", "Letters"][index] ?? `Folder ${index}`,
    state: "running",
    progress: 0.34,
    done: 412,
    total: 1204,
    failed: 2,
    skipped: 0,
    unchanged: 0,
    filesPerMinute: 31,
    remainingMs: 26 * 60_000,
    current:
      current === undefined
        ? null
        : { documentId: current.id, name: current.name, page: 31, pages: 64 },
    startedAt: nowMs,
    finishedAt: null,
    error: null,
  };
}

export function fakeModels(): ModelSummary[] {
  const base: Omit<ModelSummary, "id" | "name" | "kind"> = {
    path: "/home/ana/.local/share/hearth/models",
    sizeBytes: 23_026_053,
    description: "",
    contextTokens: null,
    state: "ready",
    isSelected: false,
    isBuiltIn: false,
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
      state: "failed",
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
      description: "bert, q8",
      contextTokens: 512,
      isSelected: true,
      isBuiltIn: true,
    },
  ];
}
