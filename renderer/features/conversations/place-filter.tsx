import { useTranslation } from "react-i18next";
import type { ConversationSummary } from "#contract/conversations.ts";
import type { WorkspaceId } from "#contract/ids.ts";
import type { Workspace } from "#contract/workspaces.ts";
import { useApp } from "../../client/hearth.ts";

/** Where conversations are asked: a workspace's id, "everything", or "all" for wherever. */
export type Place = string;

export const isAt = (
  { scope, workspaceId }: ConversationSummary,
  place: Place,
): boolean =>
  place === "all" ||
  (scope === "everything" ? place === "everything" : place === workspaceId);

/** The name of the place where a conversation is asked; null while there is only one, and for the one that is current. */
export function placeName(
  { scope, workspaceId }: ConversationSummary,
  workspaces: readonly Workspace[],
  currentId: WorkspaceId | null,
  everything: string,
): string | null {
  if (workspaces.length < 2) return null;
  if (scope === "everything") return everything;
  // A title has little room beside it
  if (workspaceId === currentId) return null;
  return workspaces.find(({ id }) => id === workspaceId)?.name ?? null;
}

/** Narrows the list of conversations to a workspace; not there while there is only one. */
export function PlaceFilter({
  place,
  onChange,
}: {
  place: Place;
  onChange: (place: Place) => void;
}) {
  const { t } = useTranslation();
  const workspaces = useApp((state) => state.workspaces);
  if (workspaces.length < 2) return null;
  return (
    <div className="px-2 pt-2">
      <select
        aria-label={t("conversations.filter")}
        className="h-7 w-full rounded-control border border-line bg-sunk px-1.5 text-xs text-quiet"
        value={place}
        onChange={({ target }) => onChange(target.value)}
      >
        <option value="all">{t("conversations.all")}</option>
        <option value="everything">{t("workspace.everything")}</option>
        {workspaces.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
