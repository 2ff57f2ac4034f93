import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { HearthClient } from "#contract/index.ts";
import type { Connection } from "./connect.ts";
import type { Intake } from "./intake.ts";
import type { ConnectionState } from "./reconnecting-link.ts";
import { type AppState, createAppState } from "./state/app-state.ts";
import {
  type ConversationsState,
  createConversationsState,
} from "./state/conversations-state.ts";
import { createFinishState, type FinishState } from "./state/finish-state.ts";
import {
  createLibraryState,
  type LibraryState,
} from "./state/library-state.ts";
import {
  createMessagesState,
  type MessagesState,
} from "./state/messages-state.ts";
import { createModelsState, type ModelsState } from "./state/models-state.ts";
import { createRouteState, type RouteState } from "./state/route-state.ts";
import {
  createSelectionState,
  type OpenSource,
  type SelectionState,
  shownSource,
} from "./state/selection-state.ts";
import { createTurnsState, type TurnsState } from "./state/turns-state.ts";

/** What is open on top of the window, one at a time. */
export interface LayersState {
  isPaletteOpen: boolean;
  isShortcutSheetOpen: boolean;
  /** Beside the screen, in a wide window. */
  isSidebarOpen: boolean;
  /** In place of the screen, in a narrow one, until something is chosen. */
  isSidebarOnTop: boolean;
}

/** Everything that a screen works with: the client, the ways in for files, and one small store per concern. */
export interface Hearth {
  client: HearthClient;
  intake: Intake;
  connection: StoreApi<ConnectionState>;
  app: StoreApi<AppState>;
  conversations: StoreApi<ConversationsState>;
  turns: StoreApi<TurnsState>;
  library: StoreApi<LibraryState>;
  finish: StoreApi<FinishState>;
  models: StoreApi<ModelsState>;
  selection: StoreApi<SelectionState>;
  route: StoreApi<RouteState>;
  messages: StoreApi<MessagesState>;
  layers: StoreApi<LayersState>;
}

export function createHearth({ client, intake, state }: Connection): Hearth {
  return {
    client,
    intake,
    connection: state,
    app: createAppState(client),
    conversations: createConversationsState(client),
    turns: createTurnsState(client),
    library: createLibraryState(client),
    finish: createFinishState(),
    models: createModelsState(client),
    selection: createSelectionState(),
    route: createRouteState(),
    messages: createMessagesState(),
    layers: createStore<LayersState>(() => ({
      isPaletteOpen: false,
      isShortcutSheetOpen: false,
      isSidebarOpen: true,
      isSidebarOnTop: false,
    })),
  };
}

const HearthContext = createContext<Hearth | null>(null);
export const HearthProvider = HearthContext.Provider;

export function useHearth(): Hearth {
  const hearth = useContext(HearthContext);
  if (hearth === null) throw new Error("HearthProvider is missing");
  return hearth;
}

export const useApp = <T>(select: (state: AppState) => T): T =>
  useStore(useHearth().app, select);
export const useConversations = <T>(
  select: (state: ConversationsState) => T,
): T => useStore(useHearth().conversations, select);
export const useTurns = <T>(select: (state: TurnsState) => T): T =>
  useStore(useHearth().turns, select);
export const useLibrary = <T>(select: (state: LibraryState) => T): T =>
  useStore(useHearth().library, select);
export const useFinish = <T>(select: (state: FinishState) => T): T =>
  useStore(useHearth().finish, select);
export const useModels = <T>(select: (state: ModelsState) => T): T =>
  useStore(useHearth().models, select);
export const useSelection = <T>(select: (state: SelectionState) => T): T =>
  useStore(useHearth().selection, select);
export const useRoute = <T>(select: (state: RouteState) => T): T =>
  useStore(useHearth().route, select);
export const useMessages = <T>(select: (state: MessagesState) => T): T =>
  useStore(useHearth().messages, select);
export const useConnection = <T>(select: (state: ConnectionState) => T): T =>
  useStore(useHearth().connection, select);
export const useLayers = <T>(select: (state: LayersState) => T): T =>
  useStore(useHearth().layers, select);

/** The document that is open beside the screen that is shown. */
export function useShownSource(): OpenSource | null {
  const route = useRoute((state) => state.route);
  return useSelection((state) => shownSource(state, route));
}
