import { Trans, useTranslation } from "react-i18next";
import { useApp, useHearth, useLibrary } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";
import { Beginnings } from "./beginnings.tsx";

/** An empty conversation over a library that has something in it. */
export function NewConversation() {
  const { t } = useTranslation();
  const format = useFormat();
  const isEverything = useApp(
    ({ scope, workspaces }) => scope === "everything" && workspaces.length > 1,
  );
  const indexed = useLibrary(({ counts }) => counts?.indexed ?? 0);
  const pending = useLibrary(
    ({ counts }) => (counts?.queued ?? 0) + (counts?.working ?? 0),
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto px-6">
      <div className="mx-auto my-auto flex w-full flex-col items-center gap-2 py-6 text-center">
        <h1 className="text-2xl font-semibold tracking-[-0.01em]">
          {t("start.title")}
        </h1>
        <p className="text-quiet">
          {indexed === 0 && pending === 0 && !isEverything && <NothingRead />}
          {isEverything && t("workspace.everythingHint")}
          {[
            !isEverything &&
              indexed > 0 &&
              t("start.searchable", {
                count: indexed,
                formatted: format.number(indexed),
              }),
            !isEverything &&
              pending > 0 &&
              t(indexed > 0 ? "start.pending" : "start.first", {
                count: pending,
                formatted: format.number(pending),
              }),
          ]
            .filter((sentence) => sentence !== false)
            .join(" ")}
        </p>
        <Beginnings />
      </div>
    </div>
  );
}

/** Everything that was added failed: the library says why, file by file. */
function NothingRead() {
  const { route } = useHearth();
  return (
    <Trans
      i18nKey="start.nothingRead"
      components={{
        library: (
          <button
            type="button"
            className="font-semibold text-accent hover:underline"
            onClick={() => route.getState().go({ page: "library" })}
          />
        ),
      }}
    />
  );
}
