import type { ConversationSummary } from "#contract/conversations.ts";

export type Group = "today" | "yesterday" | "week" | "month" | "older";

export type Row =
  | { kind: "heading"; group: Group }
  | { kind: "conversation"; conversation: ConversationSummary };

const dayMs = 86_400_000;

/** Which group a moment falls in, by calendar days of the local time, weeks as the locale begins them. */
export function groupOf(
  timeMs: number,
  nowMs: number,
  firstDay: number,
): Group {
  const today = new Date(nowMs).setHours(0, 0, 0, 0);
  const day = new Date(timeMs).setHours(0, 0, 0, 0);
  const daysAgo = Math.round((today - day) / dayMs);
  if (daysAgo <= 0) return "today";
  if (daysAgo === 1) return "yesterday";
  const daysIntoWeek = (new Date(nowMs).getDay() - firstDay + 7) % 7;
  if (daysAgo <= daysIntoWeek) return "week";
  return daysAgo <= 30 ? "month" : "older";
}

/** Rows of the list: a heading before the first conversation of each group. Keeps the order it is given. */
export function rowsByDate(
  conversations: readonly ConversationSummary[],
  nowMs: number,
  firstDay: number,
): Row[] {
  const rows: Row[] = [];
  let last: Group | null = null;
  for (const conversation of conversations) {
    const group = groupOf(conversation.updatedAt, nowMs, firstDay);
    if (group !== last) rows.push({ kind: "heading", group });
    last = group;
    rows.push({ kind: "conversation", conversation });
  }
  return rows;
}

/** The weekday that the locale's weeks begin with, 0 for Sunday; Monday where it isn't known. */
export function firstDayOf(locale: string): number {
  // Newer engines have getWeekInfo, some older ones weekInfo, and the types have neither
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  const firstDay = (info.getWeekInfo?.() ?? info.weekInfo)?.firstDay ?? 1;
  return firstDay % 7;
}
