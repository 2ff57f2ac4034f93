import type { DocumentId } from "#contract/ids.ts";

/** The rows that a person has chosen, and where a range begins. */
export interface RowSelection {
  ids: ReadonlySet<DocumentId>;
  anchor: DocumentId | null;
}

export const noRows: RowSelection = { ids: new Set(), anchor: null };

export function selectOnly(id: DocumentId): RowSelection {
  return { ids: new Set([id]), anchor: id };
}

export function toggleRow({ ids }: RowSelection, id: DocumentId): RowSelection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** From the anchor, which stays, to this row; rows that are not loaded are left out. */
export function selectTo(
  { anchor }: RowSelection,
  rows: readonly ({ id: DocumentId } | undefined)[],
  id: DocumentId,
): RowSelection {
  const from = rows.findIndex((row) => row?.id === anchor);
  const to = rows.findIndex((row) => row?.id === id);
  if (from === -1 || to === -1) return selectOnly(id);
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: idsOf(range), anchor };
}

export function selectAll(
  rows: readonly ({ id: DocumentId } | undefined)[],
): RowSelection {
  return { ids: idsOf(rows), anchor: rows[0]?.id ?? null };
}

/** Without those that have left the list, be it removed or not matching any more. */
export function withoutGone(
  selection: RowSelection,
  rows: readonly ({ id: DocumentId } | undefined)[],
): RowSelection {
  if (selection.ids.size === 0) return selection;
  const there = idsOf(rows);
  const ids = new Set([...selection.ids].filter((id) => there.has(id)));
  return ids.size === selection.ids.size ? selection : { ...selection, ids };
}

/** The index of the first row below the first of these that stays, else of the nearest above it; -1 for none. */
export function neighbourOf(
  ids: ReadonlySet<DocumentId>,
  rows: readonly ({ id: DocumentId } | undefined)[],
): number {
  const first = rows.findIndex((row) => row && ids.has(row.id));
  const stays = (row: { id: DocumentId } | undefined) =>
    row !== undefined && !ids.has(row.id);
  const below = rows.findIndex((row, index) => index > first && stays(row));
  return below === -1
    ? rows.slice(0, Math.max(0, first)).findLastIndex(stays)
    : below;
}

const idsOf = (rows: readonly ({ id: DocumentId } | undefined)[]) =>
  new Set(rows.flatMap((row) => row?.id ?? []));
