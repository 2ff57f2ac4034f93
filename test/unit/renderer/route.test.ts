import { describe, expect, it } from "vitest";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import {
  formatRoute,
  parseRoute,
  type Route,
} from "../../../renderer/client/state/route.ts";

const id = "22222222-2222-4222-8222-000000000001" as ConversationId;
const turnId = "33333333-3333-4333-8333-000000000001" as TurnId;

describe("routes in the address", () => {
  const routes: Route[] = [
    { page: "new" },
    { page: "library" },
    { page: "models" },
    { page: "settings" },
    { page: "conversation", id, source: null },
    { page: "conversation", id, source: { turnId, number: 3 } },
  ];
  it.each(routes)("come back as they were written: $page", (route) => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });

  it.each(["", "#", "#/nowhere", "#/c/not-an-id", "#/c/", "#/c/<script>"])(
    "lead to a new conversation when they name nothing: %s",
    (hash) => {
      expect(parseRoute(hash)).toEqual({ page: "new" });
    },
  );

  it("forget a source that is no turn or no number, and keep the conversation", () => {
    expect(parseRoute(`#/c/${id}?turn=x&source=1`)).toEqual({
      page: "conversation",
      id,
      source: null,
    });
    expect(parseRoute(`#/c/${id}?turn=${turnId}&source=-1`)).toEqual({
      page: "conversation",
      id,
      source: null,
    });
  });
});
