import {
  Cpu,
  LibraryBig,
  type LucideIcon,
  PanelLeftClose,
  Search,
  SquarePen,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { classes } from "#ui/classes.ts";
import { HearthMark } from "#ui/hearth-mark.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { useApp, useHearth, useLibrary, useRoute } from "../client/hearth.ts";
import { focusComposer } from "../common/focus-composer.ts";
import { useShortcutKeys } from "../common/use-shortcut-keys.ts";
import { ConversationList } from "../features/conversations/conversation-list.tsx";
import { StatusFoot } from "../features/status/status-foot.tsx";
import { useFormat } from "../text/use-format.ts";
import { sidebarToggle, toggleSidebar } from "./toggle-sidebar.ts";

/** Where everything is reached from, and the one place for status. */
export function Sidebar() {
  const { t } = useTranslation();
  const format = useFormat();
  const hearth = useHearth();
  const { route, layers } = hearth;
  const page = useRoute((state) => state.route.page);
  // The library's counts are those of one workspace
  const isEverything = useApp(
    ({ scope, workspaces }) => scope === "everything" && workspaces.length > 1,
  );
  const total = useLibrary(({ counts }) => counts?.total ?? 0);
  const keys = useShortcutKeys();
  const { go } = route.getState();
  return (
    <div className="flex h-full flex-col bg-sunk">
      <div className="flex h-12 shrink-0 items-center gap-2 pr-2 pl-4 pt-1 font-semibold">
        <HearthMark />
        <span className="flex-1">Hearth</span>
        <IconButton
          icon={PanelLeftClose}
          label={t("nav.hide")}
          className="hover:bg-line/60"
          onClick={() => toggleSidebar(hearth)}
          {...sidebarToggle}
        />
      </div>
      <nav aria-label={t("nav.label")} className="flex flex-col px-2 pb-1">
        <Item
          icon={SquarePen}
          label={t("nav.new")}
          hint={keys.newConversation}
          isCurrent={page === "new"}
          onClick={() => {
            go({ page: "new" });
            focusComposer();
          }}
        />
        <Item
          icon={Search}
          label={t("nav.search")}
          hint={keys.search}
          isCurrent={false}
          onClick={() => layers.setState({ isPaletteOpen: true })}
        />
        <Item
          icon={LibraryBig}
          label={t("nav.library")}
          hint={total > 0 && !isEverything ? format.number(total) : ""}
          isCurrent={page === "library"}
          onClick={() => go({ page: "library" })}
        />
        <Item
          icon={Cpu}
          label={t("nav.models")}
          hint=""
          isCurrent={page === "models"}
          onClick={() => go({ page: "models" })}
        />
      </nav>
      <ConversationList />
      <StatusFoot />
    </div>
  );
}

function Item({
  icon: Icon,
  label,
  hint,
  isCurrent,
  onClick,
}: {
  icon: LucideIcon;
  label: string;
  hint: string;
  isCurrent: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? "page" : undefined}
      onClick={onClick}
      className={classes(
        "flex h-8 items-center gap-2.5 rounded-control border px-2 text-start focus-visible:outline-offset-[-2px]",
        isCurrent
          ? "border-line bg-surface"
          : "border-transparent hover:bg-line/60",
      )}
    >
      <Icon
        size={16}
        strokeWidth={1.75}
        className="shrink-0 text-quiet"
        aria-hidden
      />
      <span className="flex-1 truncate">{label}</span>
      <span className="tabular text-xs text-quiet">{hint}</span>
    </button>
  );
}
