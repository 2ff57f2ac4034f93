/**
 * The columns of the table, the same for its head and its rows; two of them where the table is narrow, be it that
 * the window is or that a document is open beside it.
 */
export const columns =
  "grid items-center gap-4 px-4 grid-cols-[minmax(0,1fr)_168px_32px] @min-[840px]:grid-cols-[minmax(0,1fr)_224px_140px_72px_84px_32px]";

/** For the columns that only a wide table has. */
export const wideOnly = "@max-[839px]:hidden";
