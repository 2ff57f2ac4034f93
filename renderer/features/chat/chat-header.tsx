import { Download, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationSummary } from "#contract/conversations.ts";
import { Confirm } from "#ui/confirm.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#ui/menu.tsx";
import { MiddleCut } from "#ui/middle-cut.tsx";
import { RenameField } from "#ui/rename-field.tsx";
import { useHearth } from "../../client/hearth.ts";
import { useExport } from "./use-export.ts";

/** The title of the conversation and what can be done with it. `lead` stands before it. */
export function ChatHeader({
  conversation,
  lead,
}: {
  conversation: ConversationSummary | null;
  lead: ReactNode;
}) {
  const { t } = useTranslation();
  const { conversations, messages, route } = useHearth();
  const [isRenaming, setIsRenaming] = useState(false);
  const [isRemoving, setIsRemoving] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const { attempt } = messages.getState();
  const { saveConversation } = useExport();
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 px-4">
      {lead}
      {conversation !== null && isRenaming ? (
        <RenameField
          title={conversation.title}
          onDone={(title) => {
            setIsRenaming(false);
            // Leaving the field by Tab or a press has found its own focus
            requestAnimationFrame(() => {
              if (document.activeElement === document.body)
                more.current?.focus();
            });
            if (title !== null)
              void attempt(() =>
                conversations.getState().rename(conversation.id, title),
              );
          }}
        />
      ) : (
        <span className="min-w-0 flex-1 truncate font-semibold">
          {conversation !== null && (
            <h1>
              <MiddleCut text={conversation.title} />
            </h1>
          )}
        </span>
      )}
      {conversation !== null && (
        <Menu>
          <MenuTrigger asChild>
            <IconButton ref={more} icon={Ellipsis} label={t("chat.more")} />
          </MenuTrigger>
          <MenuContent align="end">
            <MenuItem icon={Pencil} onSelect={() => setIsRenaming(true)}>
              {t("conversations.rename")}
            </MenuItem>
            <MenuItem
              icon={Download}
              onSelect={() => void saveConversation(conversation)}
            >
              {t("conversations.export")}
            </MenuItem>
            <MenuItem
              icon={Trash2}
              isDangerous
              onSelect={() => setIsRemoving(true)}
            >
              {t("conversations.remove")}
            </MenuItem>
          </MenuContent>
        </Menu>
      )}
      {conversation !== null && (
        <Confirm
          isOpen={isRemoving}
          title={t("conversations.removeTitle")}
          description={t("conversations.removeHint", {
            title: conversation.title,
          })}
          action={t("conversations.remove")}
          onClose={() => setIsRemoving(false)}
          onConfirm={() =>
            void attempt(async () => {
              await conversations.getState().remove(conversation.id);
              route.getState().go({ page: "new" });
            })
          }
        />
      )}
    </header>
  );
}
