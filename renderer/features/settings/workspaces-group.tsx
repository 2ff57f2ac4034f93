import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Workspace } from "#contract/workspaces.ts";
import { Button } from "#ui/button.tsx";
import { Confirm } from "#ui/confirm.tsx";
import { RenameField } from "#ui/rename-field.tsx";
import { useApp, useHearth } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";
import { Group } from "./group.tsx";

/** What was pressed to change the name; leaving the field by Tab or a press has found its own focus. */
const focusAgain = (id: string) =>
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-rename="${id}"]`)?.focus();
  });

interface Removal {
  workspace: Workspace;
  documents: number;
  copies: number;
  conversations: number;
}

/** The workspaces: each can be renamed, and deleted but for the first one. */
export function WorkspacesGroup() {
  const { t } = useTranslation();
  const format = useFormat();
  const { client, messages } = useHearth();
  const workspaces = useApp((state) => state.workspaces);
  const [renaming, setRenaming] = useState<string | null>(null);
  const [removal, setRemoval] = useState<Removal | null>(null);
  const { attempt } = messages.getState();
  const count = (kind: "documents" | "conversations") =>
    t(`workspace.${kind}`, {
      count: removal?.[kind] ?? 0,
      formatted: format.number(removal?.[kind] ?? 0),
    });
  return (
    <Group title={t("workspace.title")}>
      {workspaces.map((workspace) => (
        <div
          key={workspace.id}
          className="flex min-h-13 flex-wrap items-center gap-2 px-4 py-2"
        >
          {renaming === workspace.id ? (
            <RenameField
              title={workspace.name}
              label={t("workspace.name")}
              onDone={(name) => {
                setRenaming(null);
                focusAgain(workspace.id);
                if (name !== null)
                  void attempt(() =>
                    client.workspaces.rename({
                      workspaceId: workspace.id,
                      name,
                    }),
                  );
              }}
            />
          ) : (
            <span className="min-w-32 flex-1 break-words">
              {workspace.name}
            </span>
          )}
          <Button
            size="small"
            data-rename={workspace.id}
            aria-label={t("workspace.rename", { name: workspace.name })}
            onClick={() => setRenaming(workspace.id)}
          >
            {t("workspace.renameShort")}
          </Button>
          {workspace.isDefault ? (
            <span className="text-xs text-quiet">{t("workspace.first")}</span>
          ) : (
            <Button
              size="small"
              aria-label={t("workspace.remove", { name: workspace.name })}
              onClick={() =>
                void attempt(async () =>
                  setRemoval({
                    workspace,
                    ...(await client.workspaces.contents({
                      workspaceId: workspace.id,
                    })),
                  }),
                )
              }
            >
              {t("workspace.removeShort")}
            </Button>
          )}
        </div>
      ))}
      <Confirm
        isOpen={removal !== null}
        title={t("workspace.removeTitle", {
          name: removal?.workspace.name ?? "",
        })}
        description={[
          t("workspace.removeHint", {
            documents: count("documents"),
            conversations: count("conversations"),
          }),
          removal !== null &&
            removal.copies > 0 &&
            t("workspace.removeCopies", {
              count: removal.copies,
              formatted: format.number(removal.copies),
            }),
          t("workspace.removeStays"),
        ]
          .filter(Boolean)
          .join(" ")}
        action={t("workspace.removeShort")}
        onClose={() => setRemoval(null)}
        onConfirm={() => {
          if (removal === null) return;
          const { id } = removal.workspace;
          void attempt(() => client.workspaces.remove({ workspaceId: id }));
        }}
      />
    </Group>
  );
}
