import type { ConversationId, TurnId } from "#contract/ids.ts";

export type Route =
  | { page: "new" }
  | {
      page: "conversation";
      id: ConversationId;
      /** A source to open once the conversation is there. */
      source: { turnId: TurnId; number: number } | null;
    }
  | { page: "library" }
  | { page: "models" }
  | { page: "settings" };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The route that an address's fragment names; a new conversation for anything unknown. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [first, second = ""] = path.split("/");
  if (first === "library" || first === "models" || first === "settings")
    return { page: first };
  if (first === "c" && uuid.test(second)) {
    const values = new URLSearchParams(query);
    const turnId = values.get("turn") ?? "";
    const number = Number(values.get("source"));
    return {
      page: "conversation",
      // The brand marks what the uuid is for: here the address says it
      id: second as ConversationId,
      source:
        uuid.test(turnId) && Number.isInteger(number) && number > 0
          ? { turnId: turnId as TurnId, number }
          : null,
    };
  }
  return { page: "new" };
}

export function formatRoute(route: Route): string {
  if (route.page === "new") return "#/";
  if (route.page !== "conversation") return `#/${route.page}`;
  const query =
    route.source === null
      ? ""
      : `?turn=${route.source.turnId}&source=${route.source.number}`;
  return `#/c/${route.id}${query}`;
}
