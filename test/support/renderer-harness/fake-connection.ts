import { createStore, type StoreApi } from "zustand/vanilla";
import type { Connection } from "../../../renderer/client/connect.ts";
import { createLoopbackIntake } from "../../../renderer/client/intake.ts";
import type { ConnectionState } from "../../../renderer/client/reconnecting-link.ts";
import { diagramAnswer, richAnswer, wideTableAnswer } from "../fake-answers.ts";
import {
  createFakeClient,
  type FakeControl,
  type FakeOptions,
} from "../fake-client.ts";
import { SearchGate } from "./search-gate.ts";

declare global {
  interface Window {
    /** What a test reaches into the engine in memory by. */
    harness?: {
      control: FakeControl | null;
      searches: SearchGate;
      /** As if the host went away or came back. */
      connection: StoreApi<ConnectionState>;
    };
  }
}

/** What the page asked the host to open, for tests to look at. */
const openedOutside: string[] = [];
Object.assign(globalThis, { openedOutside });

/** A connection to the engine in memory, set up by the page's address: ?empty, ?rich, ?lost, ?unknown, ?deltaMs=30, ?documents=5000. */
export function fakeConnection(): Connection {
  const query = new URLSearchParams(window.location.search);
  const number = (name: string) =>
    query.has(name) ? { [name]: Number(query.get(name)) } : {};
  const searches = new SearchGate();
  const connection = createStore<ConnectionState>(() => ({
    status: query.has("lost")
      ? "lost"
      : query.has("unknown")
        ? "unknown"
        : "open",
  }));
  window.harness = { control: null, searches, connection };
  const options: FakeOptions = {
    beforeSearch: (query) => searches.pass(query),
    onReady: (control) => {
      window.harness = { control, searches, connection };
    },
    isEmpty: query.has("empty"),
    hasNoModel: query.has("noModel"),
    ...number("deltaMs"),
    ...number("deltaChars"),
    ...number("documents"),
    ...number("jobs"),
    isRead: query.has("read"),
    neverTakes: query.has("slowAsk"),
    onOpen: (name, how) => openedOutside.push(`${how} ${name}`),
    ...number("conversations"),
    ...number("turns"),
    ...(query.has("rich") ? { answer: richAnswer } : {}),
    ...(query.has("diagram") ? { answer: diagramAnswer } : {}),
    ...(query.has("wideTable") ? { answer: wideTableAnswer } : {}),
    ...(query.has("long")
      ? { answer: Array.from({ length: 60 }, () => richAnswer).join("\n") }
      : {}),
    ...(query.has("troubled")
      ? {
          workers: [
            {
              worker: "llm",
              state: "restarting",
              restarts: 1,
              lastExit: { how: "out-of-memory" },
            },
          ],
        }
      : {}),
  };
  return {
    client: createFakeClient(options),
    intake: createLoopbackIntake(),
    state: connection,
  };
}
