import { expect, test } from "vitest";
import type { DocumentId } from "#contract/ids.ts";
import {
  neighbourOf,
  noRows,
  selectAll,
  selectTo,
  toggleRow,
  withoutGone,
} from "../../../renderer/features/library/row-selection.ts";

const id = (name: string) => name as DocumentId;
const rows = ["a", "b", "c", "d"].map((name) => ({ id: id(name) }));
const chosen = ({ ids }: { ids: ReadonlySet<DocumentId> }) => [...ids].join("");

test("a range grows and shrinks around where it began", () => {
  const from = toggleRow(noRows, id("b"));
  const down = selectTo(from, rows, id("d"));
  expect(chosen(down)).toBe("bcd");
  expect(chosen(selectTo(down, rows, id("a")))).toBe("ab");
});

test("what has left the list is selected no more, so that nothing unseen is removed", () => {
  const all = selectAll([...rows, undefined]);
  expect(chosen(all)).toBe("abcd");
  expect(chosen(withoutGone(all, rows.slice(2)))).toBe("cd");
  expect(withoutGone(all, rows)).toBe(all);
});

// Would catch: the focus goes to a row that is removed too, to one that is not loaded, or from the last row nowhere
test("beside rows that go is the next one that stays, else the one above", () => {
  const without = (...names: string[]) =>
    neighbourOf(new Set(names.map(id)), [...rows, undefined]);
  expect(without("b")).toBe(2);
  expect(without("b", "c")).toBe(3);
  expect(without("a", "c")).toBe(1);
  expect(without("d")).toBe(2);
  expect(without("c", "d")).toBe(1);
  expect(without("a", "b", "c", "d")).toBe(-1);
});
