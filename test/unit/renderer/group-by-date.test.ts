import { describe, expect, it } from "vitest";
import type { ConversationSummary } from "#contract/conversations.ts";
import {
  firstDayOf,
  groupOf,
  rowsByDate,
} from "../../../renderer/features/conversations/group-by-date.ts";

// A Thursday, in the afternoon
const now = new Date(2026, 10, 19, 15, 30).getTime();
const at = (day: number, hour = 12) => new Date(2026, 10, day, hour).getTime();
const monday = 1;
const sunday = 0;

describe("conversations by date", () => {
  it("counts calendar days, not spans of 24 hours", () => {
    expect(groupOf(at(19, 0), now, monday)).toBe("today");
    expect(groupOf(at(18, 23), now, monday)).toBe("yesterday");
    expect(groupOf(at(18, 0), now, monday)).toBe("yesterday");
  });

  it("begins the week where the locale does", () => {
    expect(groupOf(at(16), now, monday)).toBe("week");
    expect(groupOf(at(15), now, monday)).toBe("month");
    expect(groupOf(at(15), now, sunday)).toBe("week");
    expect(firstDayOf("en-US")).toBe(0);
    expect(firstDayOf("de-DE")).toBe(1);
  });

  it("puts what a clock set back left in the future under today", () => {
    expect(groupOf(at(25), now, monday)).toBe("today");
  });

  it("gives each group one heading and keeps every conversation in its order", () => {
    const make = (id: string, updatedAt: number) =>
      ({ id, updatedAt }) as unknown as ConversationSummary;
    const list = [make("a", at(19)), make("b", at(19, 8)), make("c", at(1))];
    const rows = rowsByDate(list, now, monday);
    expect(
      rows.map((row) =>
        row.kind === "heading" ? row.group : String(row.conversation.id),
      ),
    ).toEqual(["today", "a", "b", "month", "c"]);
  });
});
