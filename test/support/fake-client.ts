import { createRouterClient, implement } from "@orpc/server";
import { contract, type HearthClient } from "#contract/index.ts";
import { appCalls } from "./fake-client/app-calls.ts";
import { chatCalls } from "./fake-client/chat-calls.ts";
import { libraryCalls } from "./fake-client/library-calls.ts";
import { searchCalls } from "./fake-client/search-calls.ts";
import { type FakeOptions, FakeState } from "./fake-client/state.ts";

export type { FakeControl, FakeOptions } from "./fake-client/state.ts";

/** An engine in memory that answers the whole contract with scripted data. */
export function createFakeClient(options: FakeOptions = {}): HearthClient {
  const state = new FakeState(options);
  return createRouterClient(
    implement(contract).router({
      ...appCalls(state),
      ...libraryCalls(state),
      ...searchCalls(state),
      ...chatCalls(state),
    }),
  );
}
