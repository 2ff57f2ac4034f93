import { PanelLeftOpen } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Group, Panel, Separator } from "react-resizable-panels";
import { classes } from "#ui/classes.ts";
import { Guarded } from "#ui/guarded.tsx";
import { IconButton } from "#ui/icon-button.tsx";
import { TooltipProvider } from "#ui/tooltip.tsx";
import { useIsNarrow } from "#ui/use-media.ts";
import {
  useHearth,
  useLayers,
  useRoute,
  useShownSource,
} from "../client/hearth.ts";
import type { OpenSource } from "../client/state/selection-state.ts";
import { SearchPalette } from "../features/search/search-palette.tsx";
import { SourcePanel } from "../features/source/source-panel.tsx";
import { ConnectionBanner } from "../features/status/connection-banner.tsx";
import { DropOverlay } from "./drop-overlay.tsx";
import { Messages } from "./messages.tsx";
import { Screen } from "./screen.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { Sidebar } from "./sidebar.tsx";
import { keepFocus, sidebarToggle, toggleSidebar } from "./toggle-sidebar.ts";
import { useKeptFocus } from "./use-kept-focus.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useTheme } from "./use-theme.ts";
import { useWindowTitle } from "./use-window-title.ts";

/** The main window: sidebar, screen and source beside each other, or one of them where it is narrow. */
export function MainWindow() {
  useTheme();
  useShortcuts();
  useKeptFocus();
  useWindowTitle();
  return (
    <TooltipProvider delayDuration={400}>
      <div className="flex h-full flex-col">
        <ConnectionBanner />
        <div className="relative min-h-0 flex-1">
          <Panes />
        </div>
      </div>
      <SearchPalette />
      <ShortcutSheet />
      <DropOverlay />
      <Messages />
    </TooltipProvider>
  );
}

/** One tree for both widths: the screen keeps what it holds (cursor, focus, place) when the window changes its own. */
function Panes() {
  const { t } = useTranslation();
  const isNarrow = useIsNarrow();
  const isSidebarShown = useLayers((state) =>
    isNarrow ? state.isSidebarOnTop : state.isSidebarOpen,
  );
  const source = useShownSource();
  const isBeside = !isNarrow && isSidebarShown;
  useSidebarCloses(isNarrow);
  return (
    <>
      <Group className="h-full">
        {isBeside && (
          <>
            <Panel
              id="sidebar"
              defaultSize="248px"
              minSize="200px"
              maxSize="400px"
              groupResizeBehavior="preserve-pixel-size"
            >
              <SidebarPane />
            </Panel>
            <Divider label={t("nav.resizeSidebar")} />
          </>
        )}
        <Panel id="screen" minSize={isNarrow ? "0px" : "320px"}>
          {/* Covered it keeps its size: without one, lists would forget where they were */}
          <main
            className={classes(
              "h-full",
              isNarrow && (isSidebarShown || source !== null) && "invisible",
            )}
          >
            <Screen lead={isBeside ? null : <ShowSidebar />} />
          </main>
        </Panel>
        {!isNarrow && source !== null && (
          <>
            <Divider label={t("nav.resizeSource")} />
            <Panel
              id="source"
              defaultSize="440px"
              minSize="300px"
              maxSize="70%"
              groupResizeBehavior="preserve-pixel-size"
            >
              <SourcePane source={source} />
            </Panel>
          </>
        )}
      </Group>
      {isNarrow && isSidebarShown && (
        <div className="absolute inset-0">
          <SidebarPane />
        </div>
      )}
      {isNarrow && !isSidebarShown && source !== null && (
        <div className="absolute inset-0">
          <SourcePane source={source} />
        </div>
      )}
    </>
  );
}

/** Over a narrow screen: whatever is chosen in the sidebar is what the person wants to see next. */
function useSidebarCloses(isNarrow: boolean): void {
  const { layers } = useHearth();
  const route = useRoute((state) => state.route);
  useEffect(() => {
    if (!isNarrow || route.page === undefined) return;
    if (!layers.getState().isSidebarOnTop) return;
    layers.setState({ isSidebarOnTop: false });
    keepFocus("[data-composer]", "[data-sidebar-toggle]");
  }, [layers, route, isNarrow]);
}

function SidebarPane() {
  const { t } = useTranslation();
  return (
    <aside className="h-full" aria-label={t("nav.label")}>
      <Guarded>
        <Sidebar />
      </Guarded>
    </aside>
  );
}

function SourcePane({ source }: { source: OpenSource }) {
  return (
    <Guarded resetKey={source.documentId}>
      <SourcePanel open={source} />
    </Guarded>
  );
}

function ShowSidebar(): ReactNode {
  const { t } = useTranslation();
  const hearth = useHearth();
  return (
    <IconButton
      icon={PanelLeftOpen}
      label={t("nav.show")}
      className="-ml-2"
      onClick={() => toggleSidebar(hearth)}
      {...sidebarToggle}
    />
  );
}

function Divider({ label }: { label: string }) {
  return (
    <Separator
      aria-label={label}
      className="w-px bg-line outline-offset-0 hover:bg-strong focus-visible:bg-accent"
    />
  );
}
