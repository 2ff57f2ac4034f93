import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "#contract/library.ts";
import { classes } from "#ui/classes.ts";
import { failureWords } from "#ui/failure-text.tsx";
import { Progress } from "#ui/progress.tsx";
import { useLibrary } from "../../client/hearth.ts";

/** Where a document stands, in words, with a dot that says it again in colour. */
export function DocumentState({ document }: { document: DocumentSummary }) {
  const { t } = useTranslation();
  const current = useLibrary(
    ({ jobs }) =>
      jobs.find(({ current }) => current?.documentId === document.id)?.current,
  );
  const { status } = document;
  if (status === "extracting" || status === "embedding") {
    const page = current?.page ?? null;
    const pages = current?.pages ?? null;
    const label =
      status === "extracting" && page !== null && pages !== null
        ? t("library.state.page", { page, pages })
        : t(`library.state.${status}`);
    return (
      <span className="tabular flex w-38 flex-col gap-1 text-[13px] leading-4 whitespace-nowrap text-quiet">
        {label}
        <Progress
          className="h-[3px]"
          label={label}
          value={
            page !== null && pages !== null && pages > 0 ? page / pages : null
          }
        />
      </span>
    );
  }
  const unclear = document.pageStrip.some((cell) => cell !== "text");
  const look =
    status === "failed"
      ? { dot: "bg-bad", words: "text-bad" }
      : status === "queued"
        ? { dot: "bg-strong", words: "text-quiet" }
        : { dot: unclear ? "bg-warn" : "bg-ok", words: "text-ink" };
  const words =
    status === "failed" && document.reason !== null
      ? t(`failureName.${document.reason.code}`)
      : unclear && status === "indexed"
        ? t("library.state.unclear")
        : t(`library.state.${status}`);
  return (
    <span
      className={classes(
        "flex min-w-0 items-center gap-1.5 text-[13px]",
        look.words,
      )}
      title={
        document.reason === null
          ? undefined
          : failureWords(t, document.reason).message
      }
    >
      <span
        data-fill
        className={classes("size-[7px] shrink-0 rounded-full", look.dot)}
      />
      <span className="truncate">{words}</span>
    </span>
  );
}
