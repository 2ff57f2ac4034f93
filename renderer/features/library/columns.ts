/**
 * The columns of the table, the same for its head and its rows; two of them where the table is narrow, be it that
 * the window is or that a document is open beside it.
 */
export const columns =
  "grid items-center gap-x-3 px-4 grid-cols-[minmax(0,1fr)_148px_32px] @min-[840px]:grid-cols-[minmax(0,2.2fr)_minmax(0,1fr)_156px_124px_64px_64px_80px_32px]";

/** For the columns that only a wide table has. */
export const wideOnly = "@max-[839px]:hidden";

/** For what stands in a column of its own there. */
export const narrowOnly = "@min-[840px]:hidden";
