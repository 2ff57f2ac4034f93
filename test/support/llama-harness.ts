import type { WorkerStatus } from "#contract/events.ts";
import type {
  GenerationPart,
  LanguageModel,
} from "#core/ports/language-model.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { createLanguageModel } from "#native/llama/language-model.ts";
import { silentLog } from "./chat-harness.ts";
import { recordingSpawner } from "./recording-spawner.ts";

/** The real llama.cpp in its real process. */
export function createLlamaHarness() {
  const values = new Map<string, string>();
  const { spawner, pids } = recordingSpawner();
  const statuses: WorkerStatus[] = [];
  const languageModel = createLanguageModel({
    spawner,
    clock: systemClock,
    log: silentLog,
    onStatus: (status) => statuses.push(status),
    settings: {
      getValue: (key) => values.get(key) ?? null,
      setValue: (key, value) => void values.set(key, value),
    },
  });
  return { languageModel, values, pids, statuses };
}

export interface Generated {
  text: string;
  frames: number;
  finish: Extract<GenerationPart, { type: "finish" }> | null;
}

export async function generated(
  parts: ReturnType<LanguageModel["generate"]>,
  onText: (text: string) => void = () => undefined,
): Promise<Generated> {
  const result: Generated = { text: "", frames: 0, finish: null };
  for await (const part of parts) {
    if (part.type === "finish") result.finish = part;
    else {
      result.text += part.text;
      result.frames += 1;
      onText(result.text);
    }
  }
  return result;
}
