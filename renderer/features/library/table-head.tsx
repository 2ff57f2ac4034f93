import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { DocumentSort } from "#contract/library.ts";
import { classes } from "#ui/classes.ts";
import { columns, wideOnly } from "./columns.ts";

export interface Order {
  sort: DocumentSort;
  direction: "ascending" | "descending";
}

const heads = [
  { name: "name", sort: "name", look: "" },
  { name: "folder", sort: "folder", look: wideOnly },
  { name: "state", sort: "status", look: "" },
  { name: "pages", sort: null, look: wideOnly },
  { name: "passages", sort: null, look: `${wideOnly} justify-end text-end!` },
  { name: "size", sort: "size", look: `${wideOnly} justify-end text-end!` },
  { name: "added", sort: "added", look: `${wideOnly} justify-end text-end!` },
] as const;

/** What each column starts with: the newest, and all else from its beginning. */
const firstDirection = (sort: DocumentSort) =>
  sort === "added" ? "descending" : "ascending";

/** The head of the table; it stays while the rows scroll. A press sorts, another one turns the order around. */
export function TableHead({
  order,
  onOrder,
}: {
  order: Order;
  onOrder: (order: Order) => void;
}) {
  const { t } = useTranslation();
  return (
    <thead className="sticky top-0 z-10 block border-b border-line bg-surface">
      <tr
        className={`${columns} h-9 text-xs text-quiet *:text-start *:font-normal`}
      >
        {heads.map(({ name, sort, look }) => (
          <th
            key={name}
            scope="col"
            aria-sort={
              sort === null
                ? undefined
                : sort === order.sort
                  ? order.direction
                  : "none"
            }
            className={look}
          >
            {sort === null ? (
              t(`library.column.${name}`)
            ) : (
              <SortButton
                words={t(`library.column.${name}`)}
                direction={sort === order.sort ? order.direction : null}
                onPress={() =>
                  onOrder({
                    sort,
                    direction:
                      sort !== order.sort
                        ? firstDirection(sort)
                        : order.direction === "ascending"
                          ? "descending"
                          : "ascending",
                  })
                }
              />
            )}
          </th>
        ))}
        <th scope="col">
          <span className="sr-only">{t("library.column.actions")}</span>
        </th>
      </tr>
    </thead>
  );
}

function SortButton({
  words,
  direction,
  onPress,
}: {
  words: string;
  /** Null where another column gives the order. */
  direction: Order["direction"] | null;
  onPress: () => void;
}) {
  const Arrow = direction === "descending" ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      className={classes(
        "-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink",
        direction !== null && "text-ink",
      )}
      onClick={onPress}
    >
      {words}
      {direction !== null && <Arrow size={12} strokeWidth={1.75} aria-hidden />}
    </button>
  );
}
