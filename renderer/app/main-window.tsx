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
import { SearchPalette } from "../features/search/search-palette.tsx";
import { SourcePanel } from "../features/source/source-panel.tsx";
import { ConnectionBanner } from "../features/status/connection-banner.tsx";
import { DropOverlay } from "./drop-overlay.tsx";
import { Messages } from "./messages.tsx";
import { Screen } from "./screen.tsx";
import { ShortcutSheet } from "./shortcut-sheet.tsx";
import { Sidebar } from "./sidebar.tsx";
import { keepFocus, sidebarToggle, toggleSidebar } from "./toggle-sidebar.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useTheme } from "./use-theme.ts";
import { useWindowTitle } from "./use-window-title.ts";

/** The main window: sidebar, screen and source beside each other, or one of them where it is narrow. */
export function MainWindow() {
  useTheme();
  useShortcuts();
  useWindowTitle();
  const isNarrow = useIsNarrow();
  return (
    <TooltipProvider delayDuration={400}>
      <div className="flex h-full flex-col">
        <ConnectionBanner />
        <div className="relative min-h-0 flex-1">
          {isNarrow ? <OnePane /> : <Panes />}
        </div>
      </div>
      <SearchPalette />
      <ShortcutSheet />
      <DropOverlay />
      <Messages />
    </TooltipProvider>
  );
}

function Panes() {
  const { t } = useTranslation();
  const isSidebarOpen = useLayers((state) => state.isSidebarOpen);
  const source = useShownSource();
  return (
    <Group className="h-full">
      {isSidebarOpen && (
        <>
          <Panel
            id="sidebar"
            defaultSize="248px"
            minSize="200px"
            maxSize="400px"
            groupResizeBehavior="preserve-pixel-size"
          >
            <aside className="h-full" aria-label={t("nav.label")}>
              <Guarded>
                <Sidebar />
              </Guarded>
            </aside>
          </Panel>
          <Divider label={t("nav.resizeSidebar")} />
        </>
      )}
      <Panel id="screen" minSize="320px">
        <main className="h-full">
          <Screen lead={isSidebarOpen ? null : <ShowSidebar />} />
        </main>
      </Panel>
      {source !== null && (
        <>
          <Divider label={t("nav.resizeSource")} />
          <Panel
            id="source"
            defaultSize="440px"
            minSize="300px"
            maxSize="70%"
            groupResizeBehavior="preserve-pixel-size"
          >
            <Guarded resetKey={source.documentId}>
              <SourcePanel open={source} />
            </Guarded>
          </Panel>
        </>
      )}
    </Group>
  );
}

function OnePane() {
  const { t } = useTranslation();
  const { layers } = useHearth();
  const isSidebarOpen = useLayers((state) => state.isSidebarOnTop);
  const source = useShownSource();
  const route = useRoute((state) => state.route);
  // Whatever is chosen in the sidebar is what the person wants to see next
  useEffect(() => {
    if (route.page === undefined || !layers.getState().isSidebarOnTop) return;
    layers.setState({ isSidebarOnTop: false });
    keepFocus("[data-composer]", "[data-sidebar-toggle]");
  }, [layers, route]);
  return (
    <>
      {/* Covered it keeps its size: without one, lists would forget where they were */}
      <main
        className={classes(
          "absolute inset-0",
          (isSidebarOpen || source !== null) && "invisible",
        )}
      >
        <Screen lead={<ShowSidebar />} />
      </main>
      {isSidebarOpen && (
        <aside className="relative h-full" aria-label={t("nav.label")}>
          <Guarded>
            <Sidebar />
          </Guarded>
        </aside>
      )}
      {source !== null && !isSidebarOpen && (
        <Guarded resetKey={source.documentId}>
          <SourcePanel open={source} />
        </Guarded>
      )}
    </>
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
