import { Command } from "cmdk";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "#contract/library.ts";
import { useFocusReturn } from "#ui/use-focus-return.ts";
import { useHearth, useLayers } from "../../client/hearth.ts";
import { CommandItems } from "./command-items.tsx";
import { Emphasised } from "./emphasised.tsx";
import { Item } from "./palette-item.tsx";
import { useSearch } from "./use-search.ts";

const groupLook =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-quiet";

/** One field for everything: conversations by what was said in them, documents by name, commands. */
export function SearchPalette() {
  const { t } = useTranslation();
  const { layers } = useHearth();
  const isOpen = useLayers((state) => state.isPaletteOpen);
  const focusReturn = useFocusReturn();
  const close = () => layers.setState({ isPaletteOpen: false });
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(30_20_10/40%)]" />
        <Dialog.Content
          {...focusReturn}
          aria-describedby={undefined}
          className="appear fixed top-[14vh] left-1/2 z-40 w-[min(600px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-panel border border-line bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{t("search.title")}</Dialog.Title>
          <Palette onClose={close} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { route, selection } = useHearth();
  const [query, setQuery] = useState("");
  const openDocument = (document: DocumentSummary) => {
    const { route: at, go } = route.getState();
    const isChat = at.page === "new" || at.page === "conversation";
    selection.getState().openDocument(document, isChat ? "chat" : "library");
    if (!isChat) go({ page: "library" });
  };
  const { conversations, documents, isSearching } = useSearch(query);
  return (
    // The engine has matched already; the palette only shows
    <Command shouldFilter={false} loop label={t("search.title")}>
      <Command.Input
        value={query}
        onValueChange={setQuery}
        placeholder={t("search.placeholder")}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-[15px] focus-visible:outline-none"
      />
      <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
        {!isSearching && (
          <Command.Empty className="px-2.5 py-6 text-center text-quiet">
            {t("search.none")}
          </Command.Empty>
        )}
        {conversations.length > 0 && (
          <Command.Group
            heading={t("search.conversations")}
            className={groupLook}
          >
            {conversations.map(({ conversation, snippet, matches }) => (
              <Item
                key={conversation.id}
                value={conversation.id}
                onSelect={() => {
                  onClose();
                  route.getState().goToConversation(conversation.id);
                }}
              >
                <span className="truncate">{conversation.title}</span>
                {snippet !== null && (
                  <span className="line-clamp-2 text-xs text-quiet">
                    <Emphasised text={snippet} ranges={matches} />
                  </span>
                )}
              </Item>
            ))}
          </Command.Group>
        )}
        {documents.length > 0 && (
          <Command.Group heading={t("search.documents")} className={groupLook}>
            {documents.map((document) => (
              <Item
                key={document.id}
                value={document.id}
                onSelect={() => {
                  onClose();
                  openDocument(document);
                }}
              >
                <span className="truncate">{document.name}</span>
              </Item>
            ))}
          </Command.Group>
        )}
        <CommandItems query={query} look={groupLook} onClose={onClose} />
      </Command.List>
    </Command>
  );
}
