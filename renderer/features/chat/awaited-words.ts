import type { TFunction } from "i18next";
import type { ModelSummary } from "#contract/models.ts";
import type { Turn } from "#contract/turns.ts";

/** What is waited for before the first word. Loading a large model takes far longer than looking does. */
export function awaitedWords(
  turn: Pick<Turn, "model" | "sources">,
  models: readonly Pick<ModelSummary, "id" | "name" | "state">[],
  t: TFunction,
): string {
  const starting = models.find(
    ({ id, state }) => id === turn.model?.id && state === "loading",
  );
  if (starting !== undefined)
    return t("chat.awaited.start", { name: starting.name });
  const used = turn.sources.filter(({ isUsed }) => isUsed).length;
  return used === 0
    ? t("chat.awaited.search")
    : t("chat.awaited.read", { count: used });
}
