import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationSummary } from "#contract/conversations.ts";
import type { ConversationId } from "#contract/ids.ts";
import { Confirm } from "#ui/confirm.tsx";
import {
  useApp,
  useConversations,
  useHearth,
  useRoute,
} from "../../client/hearth.ts";
import { ConversationRow } from "./conversation-row.tsx";
import { firstDayOf, rowsByDate } from "./group-by-date.ts";
import { isAt, type Place, PlaceFilter, placeName } from "./place-filter.tsx";
import { useHeldScroll } from "./use-held-scroll.ts";

const rowHeightPx = 32;
const headingHeightPx = 40;

/** All conversations by date. One tab stop: arrows move, Enter opens, F2 renames, Delete removes. */
export function ConversationList() {
  const { t } = useTranslation();
  const { conversations: store, messages, route } = useHearth();
  const all = useConversations((state) => state.conversations);
  const workspaces = useApp((state) => state.workspaces);
  const hereId = useApp(({ workspaceId, scope }) =>
    scope === "workspace" ? workspaceId : null,
  );
  const [chosenPlace, setPlace] = useState<Place>("all");
  // A workspace that is gone filters nothing
  const place =
    chosenPlace === "everything" ||
    workspaces.some(({ id }) => id === chosenPlace)
      ? chosenPlace
      : "all";
  const conversations = useMemo(
    () => all.filter((conversation) => isAt(conversation, place)),
    [all, place],
  );
  const currentId = useRoute((state) =>
    state.route.page === "conversation" ? state.route.id : null,
  );
  const scroller = useRef<HTMLDivElement>(null);
  const buttons = useRef(new Map<ConversationId, HTMLButtonElement>());
  const [focusedId, setFocusedId] = useState<ConversationId | null>(null);
  const [renamingId, setRenamingId] = useState<ConversationId | null>(null);
  const [removing, setRemoving] = useState<ConversationSummary | null>(null);
  const { attempt } = messages.getState();

  const rows = useMemo(
    () => rowsByDate(conversations, Date.now(), firstDayOf(navigator.language)),
    [conversations],
  );
  const places = useMemo(
    () =>
      rows.map((row) =>
        row.kind === "heading"
          ? { key: `heading ${row.group}`, heightPx: headingHeightPx }
          : { key: String(row.conversation.id), heightPx: rowHeightPx },
      ),
    [rows],
  );
  useHeldScroll(scroller, places, place);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => places[index]?.heightPx ?? rowHeightPx,
    overscan: 10,
    // What has the focus or is renamed stays drawn, however far the list moves it
    rangeExtractor: (range) => {
      const held = rows.flatMap((row, index) =>
        row.kind === "conversation" &&
        (row.conversation.id === focusedId ||
          row.conversation.id === renamingId)
          ? [index]
          : [],
      );
      return [...new Set([...defaultRangeExtractor(range), ...held])].sort(
        (a, b) => a - b,
      );
    },
    getItemKey: (index) => places[index]?.key ?? index,
  });
  const tabStopId =
    [focusedId, currentId].find((id) =>
      conversations.some((item) => item.id === id),
    ) ?? conversations[0]?.id;

  const focus = (id: ConversationId | undefined) => {
    if (id === undefined) return;
    setFocusedId(id);
    const index = rows.findIndex(
      (row) => row.kind === "conversation" && row.conversation.id === id,
    );
    virtual.scrollToIndex(index);
    requestAnimationFrame(() => buttons.current.get(id)?.focus());
  };
  // The row that the key was pressed on: it need not be the one that is open, nor the one walked to last
  const onKeyDown = (event: KeyboardEvent, id: ConversationId) => {
    const at = conversations.findIndex((item) => item.id === id);
    const target = {
      ArrowDown: conversations[at + 1],
      ArrowUp: conversations[at - 1],
      Home: conversations[0],
      End: conversations.at(-1),
    }[event.key];
    const here = conversations[at];
    if (target !== undefined) focus(target.id);
    else if (event.key === "F2" && here) setRenamingId(here.id);
    else if (event.key === "Delete" && here) setRemoving(here);
    else return;
    event.preventDefault();
  };
  const remove = (conversation: ConversationSummary) => {
    const at = conversations.indexOf(conversation);
    const next = conversations[at + 1] ?? conversations[at - 1];
    void attempt(async () => {
      await store.getState().remove(conversation.id);
      if (currentId === conversation.id) route.getState().go({ page: "new" });
      focus(next?.id);
    });
  };

  return (
    <>
      <PlaceFilter place={place} onChange={setPlace} />
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2">
        {place !== "all" && conversations.length === 0 && (
          <p className="px-2 py-3 text-xs text-quiet">
            {t("conversations.noneHere")}
          </p>
        )}
        <nav
          aria-label={t("conversations.label")}
          className="relative"
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                className="absolute inset-x-0 top-0"
                style={{
                  height: item.size,
                  transform: `translateY(${item.start}px)`,
                }}
              >
                {row.kind === "heading" ? (
                  <h2 className="flex h-full items-end px-2 pb-1.5 text-xs font-medium text-quiet">
                    {t(`conversations.group.${row.group}`)}
                  </h2>
                ) : (
                  <ConversationRow
                    conversation={row.conversation}
                    place={
                      place === "all"
                        ? placeName(
                            row.conversation,
                            workspaces,
                            hereId,
                            t("workspace.everything"),
                          )
                        : null
                    }
                    isCurrent={row.conversation.id === currentId}
                    isTabStop={row.conversation.id === tabStopId}
                    isRenaming={row.conversation.id === renamingId}
                    ref={(button) => {
                      const { id } = row.conversation;
                      if (button === null) buttons.current.delete(id);
                      else buttons.current.set(id, button);
                    }}
                    onKeyDown={(event) => onKeyDown(event, row.conversation.id)}
                    onFocus={() => setFocusedId(row.conversation.id)}
                    onStartRename={() => setRenamingId(row.conversation.id)}
                    onRemove={() => setRemoving(row.conversation)}
                    onOpen={() => {
                      setFocusedId(row.conversation.id);
                      route.getState().goToConversation(row.conversation.id);
                    }}
                    onRename={(title) => {
                      const { id } = row.conversation;
                      setRenamingId(null);
                      focus(id);
                      if (title !== null)
                        void attempt(() => store.getState().rename(id, title));
                    }}
                  />
                )}
              </div>
            );
          })}
        </nav>
        <Confirm
          isOpen={removing !== null}
          title={t("conversations.removeTitle")}
          description={t("conversations.removeHint", {
            title: removing?.title ?? "",
          })}
          action={t("conversations.remove")}
          onClose={() => setRemoving(null)}
          onConfirm={() => removing && remove(removing)}
        />
      </div>
    </>
  );
}
