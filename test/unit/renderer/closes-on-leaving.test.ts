import { expect, it } from "vitest";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import type { Route } from "../../../renderer/client/state/route.ts";
import {
  closesOnLeaving,
  createSelectionState,
} from "../../../renderer/client/state/selection-state.ts";

const conversation = (id: string): Route => ({
  page: "conversation",
  id: id as ConversationId,
  source: null,
});

// Would catch: a passage that a search opened stays beside every later conversation
it("what a search opened closes when its conversation is left, an answer's source stays with it", () => {
  const state = createSelectionState();
  state
    .getState()
    .openDocument({ id: "d" as never, name: "a.pdf", reason: null }, "chat");
  const leaves = (now: Route, before: Route) =>
    closesOnLeaving(state.getState(), now, before);
  expect(leaves(conversation("b"), conversation("a"))).toBe(true);
  expect(leaves({ page: "new" }, conversation("a"))).toBe(true);
  expect(leaves(conversation("a"), conversation("a"))).toBe(false);
  const { open } = state.getState();
  if (open !== null)
    state.setState({ open: { ...open, turnId: "t" as TurnId } });
  expect(leaves(conversation("b"), conversation("a"))).toBe(false);
});
