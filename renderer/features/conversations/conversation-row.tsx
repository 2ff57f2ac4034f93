import { Pencil, Trash2 } from "lucide-react";
import type { KeyboardEvent, Ref } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationSummary } from "#contract/conversations.ts";
import { classes } from "#ui/classes.ts";
import { ContextMenu } from "#ui/context-menu.tsx";
import { MiddleCut } from "#ui/middle-cut.tsx";
import { RenameField } from "#ui/rename-field.tsx";

/** A conversation in the list: its title, and a dot while it is being answered. */
export function ConversationRow({
  conversation,
  place,
  isCurrent,
  isTabStop,
  isRenaming,
  onOpen,
  onKeyDown,
  onFocus,
  onStartRename,
  onRemove,
  onRename,
  ref,
}: {
  conversation: ConversationSummary;
  /** The name of the workspace that it is asked in, where that needs saying. */
  place: string | null;
  isCurrent: boolean;
  isTabStop: boolean;
  isRenaming: boolean;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  onStartRename: () => void;
  onRemove: () => void;
  onRename: (title: string | null) => void;
  ref: Ref<HTMLButtonElement>;
}) {
  const { t } = useTranslation();
  if (isRenaming)
    return (
      <div className="flex h-8 items-center px-1">
        <RenameField title={conversation.title} onDone={onRename} />
      </div>
    );
  return (
    <ContextMenu
      items={[
        {
          icon: Pencil,
          name: t("conversations.rename"),
          onSelect: onStartRename,
        },
        {
          icon: Trash2,
          name: t("conversations.remove"),
          isDangerous: true,
          onSelect: onRemove,
        },
      ]}
    >
      <button
        ref={ref}
        type="button"
        data-conversation={conversation.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={isCurrent ? "page" : undefined}
        onClick={onOpen}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        className={classes(
          "flex h-8 w-full items-center gap-2 rounded-control border px-2 text-start focus-visible:outline-offset-[-2px]",
          isCurrent
            ? "border-line bg-surface"
            : "border-transparent hover:bg-line/60",
        )}
      >
        <MiddleCut className="flex-1" text={conversation.title} />
        {place !== null && (
          <span
            className="max-w-24 shrink-0 truncate text-xs text-quiet"
            title={place}
          >
            {place}
          </span>
        )}
        {conversation.runningTurnId !== null && (
          <span
            role="img"
            aria-label={t("conversations.running")}
            title={t("conversations.running")}
            className="size-2 shrink-0 rounded-full bg-accent"
            data-fill
          />
        )}
      </button>
    </ContextMenu>
  );
}
