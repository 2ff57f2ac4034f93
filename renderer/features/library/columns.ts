/** The columns of the table, the same for its head and its rows; two of them where it is narrow. */
export const columns =
  "grid items-center gap-4 px-4 grid-cols-[minmax(0,1fr)_168px_32px] min-[900px]:grid-cols-[minmax(0,1fr)_224px_140px_72px_84px_32px]";
