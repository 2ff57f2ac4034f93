import { Command } from "cmdk";
import { FileText, MessageSquare, TextSearch } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { WorkspaceId } from "#contract/ids.ts";
import { useApp, useHearth } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";
import { Emphasised } from "./emphasised.tsx";
import { Item } from "./palette-item.tsx";
import type { Found } from "./use-search.ts";

const passageValue = ({ hit, mark }: Found["passages"][number]) =>
  `passage ${hit.documentId} ${mark.start}`;
const documentValue = ({ document }: Found["documents"][number]) =>
  `document ${document.id}`;
const conversationValue = ({ conversation }: Found["conversations"][number]) =>
  `conversation ${conversation.id}`;

/** Passages inside documents first, then documents and conversations by name. */
export function FoundItems({
  found,
  look,
  onClose,
}: {
  found: Found;
  look: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { route, selection } = useHearth();
  const workspaces = useApp((state) => state.workspaces);
  const isEverything = useApp(({ scope }) => scope === "everything");
  const nameOf = (id: WorkspaceId | undefined) =>
    isEverything ? workspaces.find((item) => item.id === id)?.name : undefined;
  /** Beside the conversation that is open, else beside the library. */
  const openBeside = (open: (place: "chat" | "library") => void) => {
    onClose();
    const { route: at, go } = route.getState();
    const isChat = at.page === "new" || at.page === "conversation";
    open(isChat ? "chat" : "library");
    if (!isChat) go({ page: "library" });
  };
  return (
    <>
      {found.passages.length > 0 && (
        <Command.Group heading={t("search.passages")} className={look}>
          {found.passages.map((passage, index) => {
            const { hit, considered, snippet, mark, matches } = passage;
            const above = found.passages[index - 1]?.hit;
            // Below its file's best one, which says the name
            const isFurther = above?.documentId === hit.documentId;
            return (
              <Item
                key={passageValue(passage)}
                value={passageValue(passage)}
                icon={isFurther ? null : TextSearch}
                aside={isFurther ? undefined : nameOf(hit.workspaceId)}
                onSelect={() =>
                  openBeside((place) =>
                    selection
                      .getState()
                      .openPassage({ ...hit, ...mark }, considered, place),
                  )
                }
              >
                <span className={isFurther ? "sr-only" : "truncate"}>
                  {hit.name}{" "}
                  {hit.page !== null && (
                    <span className="text-xs text-quiet">
                      {t("source.page", { page: hit.page })}
                    </span>
                  )}
                </span>
                <span className="truncate text-[calc(13px*var(--text-scale))] text-quiet">
                  <Emphasised text={snippet} ranges={matches} />
                </span>
              </Item>
            );
          })}
        </Command.Group>
      )}
      {found.documents.length > 0 && (
        <Command.Group heading={t("search.documents")} className={look}>
          {found.documents.map((item) => (
            <Item
              key={documentValue(item)}
              value={documentValue(item)}
              icon={FileText}
              aside={nameOf(item.document.workspaceId)}
              onSelect={() =>
                openBeside((place) =>
                  selection.getState().openDocument(item.document, place),
                )
              }
            >
              <span className="truncate">
                <Emphasised text={item.document.name} ranges={item.matches} />
              </span>
            </Item>
          ))}
        </Command.Group>
      )}
      {found.conversations.length > 0 && (
        <Command.Group heading={t("search.conversations")} className={look}>
          {found.conversations.map((item) => (
            <Item
              key={conversationValue(item)}
              value={conversationValue(item)}
              icon={MessageSquare}
              aside={format.day(item.conversation.updatedAt)}
              onSelect={() => {
                onClose();
                route.getState().goToConversation(item.conversation.id);
              }}
            >
              <span className="truncate">
                <Emphasised
                  text={item.conversation.title}
                  ranges={item.titleMatches}
                />
              </span>
              {item.snippet !== null && (
                <span className="truncate text-[calc(13px*var(--text-scale))] text-quiet">
                  <Emphasised text={item.snippet} ranges={item.matches} />
                </span>
              )}
            </Item>
          ))}
        </Command.Group>
      )}
    </>
  );
}
