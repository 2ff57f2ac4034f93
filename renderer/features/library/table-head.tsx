import { useTranslation } from "react-i18next";
import { columns, wideOnly } from "./columns.ts";

/** The head of the table; it stays while the rows scroll. */
export function TableHead() {
  const { t } = useTranslation();
  return (
    <thead className="sticky top-0 z-10 block border-b border-line bg-surface">
      <tr
        className={`${columns} h-9 text-xs text-quiet *:text-start *:font-normal`}
      >
        <th scope="col">{t("library.column.name")}</th>
        <th scope="col">{t("library.column.state")}</th>
        <th scope="col" className={wideOnly}>
          {t("library.column.pages")}
        </th>
        <th scope="col" className={`${wideOnly} text-end!`}>
          {t("library.column.passages")}
        </th>
        <th scope="col" className={`${wideOnly} text-end!`}>
          {t("library.column.added")}
        </th>
        <th scope="col">
          <span className="sr-only">{t("library.column.actions")}</span>
        </th>
      </tr>
    </thead>
  );
}
