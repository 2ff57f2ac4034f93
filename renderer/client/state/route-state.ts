import { createStore, type StoreApi } from "zustand/vanilla";
import type { ConversationId } from "#contract/ids.ts";
import { formatRoute, parseRoute, type Route } from "./route.ts";

export interface RouteState {
  route: Route;
  go(route: Route): void;
  goToConversation(id: ConversationId): void;
  /** Follows the address; returns what ends that. */
  follow(): () => void;
}

export function createRouteState(): StoreApi<RouteState> {
  return createStore<RouteState>((set, get) => ({
    route: parseRoute(window.location.hash),
    go: (route) => {
      const hash = formatRoute(route);
      if (hash !== window.location.hash) window.location.hash = hash;
      set({ route });
    },
    goToConversation: (id) =>
      get().go({ page: "conversation", id, source: null }),
    follow: () => {
      const onChange = () => {
        if (window.location.hash !== formatRoute(get().route))
          set({ route: parseRoute(window.location.hash) });
      };
      window.addEventListener("hashchange", onChange);
      return () => window.removeEventListener("hashchange", onChange);
    },
  }));
}
