import type { TFunction } from "i18next";
import type { ModelSummary } from "#contract/models.ts";
import type { Turn } from "#contract/turns.ts";

/** What is waited for before the first word. Loading a large model takes far longer than looking does. */
export function awaitedWords(
  turn: Pick<Turn, "model" | "sources">,
  models: readonly Pick<ModelSummary, "id" | "name" | "state">[],
  t: TFunction,
): string {
  const loading = models.find(
    ({ id, state }) => id === turn.model?.id && state === "loading",
  );
  if (loading !== undefined)
    return t("chat.awaited.load", { name: loading.name });
  const found = turn.sources.length;
  const used = turn.sources.filter(({ isUsed }) => isUsed).length;
  if (found === 0) return t("chat.awaited.search");
  // Found, and the answer before this one is still written
  return used === 0
    ? t("chat.awaited.found", { count: found })
    : t("chat.awaited.read", { count: used });
}
