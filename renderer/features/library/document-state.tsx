import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "#contract/library.ts";
import { classes } from "#ui/classes.ts";
import { failureWords } from "#ui/failure-text.tsx";
import { Progress } from "#ui/progress.tsx";
import { useLibrary } from "../../client/hearth.ts";
import { narrowOnly } from "./columns.ts";
import { typeName } from "./type-name.ts";

/** Where a document stands, in words, with a dot that says it again in colour. */
export function DocumentState({ document }: { document: DocumentSummary }) {
  const { t } = useTranslation();
  const { status } = document;
  if (status === "extracting" || status === "embedding")
    return <InWork document={document} status={status} />;
  const unclear = document.pageStrip.some((cell) => cell !== "text");
  const type = typeName(document);
  const look =
    status === "failed"
      ? { dot: "bg-bad", words: "text-bad" }
      : status === "queued" || status === "skipped"
        ? { dot: "bg-strong", words: "text-quiet" }
        : { dot: unclear ? "bg-warn" : "bg-ok", words: "text-ink" };
  const words =
    status === "failed" && document.reason !== null
      ? t(`failureName.${document.reason.code}`)
      : unclear && status === "indexed"
        ? t("library.state.unclear")
        : t(`library.state.${status}`);
  const reason =
    document.reason === null ? null : failureWords(t, document.reason);
  return (
    <span
      className={classes(
        "flex min-w-0 items-center gap-1.5 text-[13px]",
        look.words,
      )}
      title={
        reason === null
          ? words
          : [reason.message, reason.advice].filter(Boolean).join(" ")
      }
    >
      <span
        data-fill
        className={classes("size-[7px] shrink-0 rounded-full", look.dot)}
      />
      <span className="truncate">
        {words}
        {/* A wide table has a column for it */}
        {status === "skipped" && type !== null && (
          <span className={narrowOnly}>: {type}</span>
        )}
      </span>
    </span>
  );
}

function InWork({
  document,
  status,
}: {
  document: DocumentSummary;
  status: "extracting" | "embedding";
}) {
  const { t } = useTranslation();
  const current = useLibrary(
    ({ jobs }) =>
      jobs.find(({ current }) => current?.documentId === document.id)?.current,
  );
  const page = current?.page ?? null;
  const pages = current?.pages ?? null;
  const isPaged =
    status === "extracting" && page !== null && pages !== null && pages > 0;
  const label = isPaged
    ? t("library.state.page", { page, pages })
    : t(`library.state.${status}`);
  return (
    <span className="tabular flex w-38 max-w-full flex-col gap-1 text-[13px] leading-4 whitespace-nowrap text-quiet">
      {label}
      <Progress
        className="h-[3px]"
        label={label}
        value={isPaged ? page / pages : null}
      />
    </span>
  );
}
