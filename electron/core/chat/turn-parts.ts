import type { TurnId } from "#contract/ids.ts";
import type { ModelSummary } from "#contract/models.ts";
import type { Notice } from "#contract/notices.ts";
import type { SearchResult } from "#contract/search.ts";
import type { Coverage, Source, Turn } from "#contract/turns.ts";
import type { NewTurnPart } from "./part-log.ts";

type PartOf<Type extends NewTurnPart["type"]> = Extract<
  NewTurnPart,
  { type: Type }
>;

/** Null for the model: the passages themselves are the answer. */
export function startPart(
  {
    turnId,
    within,
    withinFolders,
  }: Pick<Turn, "within" | "withinFolders"> & { turnId: TurnId },
  model: ModelSummary | null,
  warnings: Notice[],
): PartOf<"start"> {
  return {
    type: "start",
    turnId,
    model: model === null ? null : { id: model.id, name: model.name },
    route: model === null ? "passages" : "local",
    within,
    withinFolders,
    warnings,
  };
}

/** What was found, and how; `coverage` is null where anything was. */
export function sourcesPart(
  { mode, considered, answerability }: SearchResult,
  sources: Source[],
  coverage: Coverage | null,
): PartOf<"sources"> {
  return {
    type: "sources",
    mode,
    sources,
    considered,
    answerability,
    coverage,
  };
}
