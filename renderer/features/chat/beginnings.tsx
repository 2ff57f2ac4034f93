import { FileText, MessageCircleQuestion } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { StartOverview } from "#contract/start.ts";
import { MiddleCut } from "#ui/middle-cut.tsx";
import { useApp, useHearth, useLibrary } from "../../client/hearth.ts";
import { folderToTell } from "../../common/folder-name.ts";
import { useAsk } from "./use-ask.ts";

/** What to begin with: three questions that the files answer, and the files that came last. */
export function Beginnings() {
  const { t } = useTranslation();
  const { selection } = useHearth();
  const overview = useOverview();
  const ask = useAsk(null);
  if (overview === null || overview.recent.length === 0) return null;
  return (
    <div className="mt-6 grid w-full max-w-[720px] gap-6 text-start sm:grid-cols-2">
      {overview.questions.length > 0 && (
        <Group title={t("start.questions")}>
          {overview.questions.map(({ question }) => (
            <Row key={question} onPress={() => void ask(question)}>
              <MessageCircleQuestion
                size={16}
                strokeWidth={1.75}
                className="mt-0.5 shrink-0 text-accent"
                aria-hidden
              />
              <span className="min-w-0 break-words">{question}</span>
            </Row>
          ))}
        </Group>
      )}
      <Group title={t("start.recent")}>
        {overview.recent.map((document) => (
          <Row
            key={document.id}
            onPress={() => selection.getState().openDocument(document, "chat")}
          >
            <FileText
              size={16}
              strokeWidth={1.75}
              className="mt-0.5 shrink-0 text-quiet"
              aria-hidden
            />
            <MiddleCut text={document.name} />
            <FolderToTell folder={folderToTell(document, overview.recent)} />
          </Row>
        ))}
      </Group>
    </div>
  );
}

function FolderToTell({ folder }: { folder: string | null }) {
  return (
    folder !== null && (
      <span className="min-w-0 truncate text-quiet">{folder}</span>
    )
  );
}

/** Fetched again when the place is another one, and when what was added has become searchable. */
function useOverview(): StartOverview | null {
  const { t } = useTranslation();
  const { client, messages } = useHearth();
  const workspaceId = useApp((state) => state.workspaceId);
  const scope = useApp((state) => state.scope);
  const isBusy = useLibrary(
    ({ counts }) => (counts?.queued ?? 0) + (counts?.working ?? 0) > 0,
  );
  const indexed = useLibrary(({ counts }) => counts?.indexed ?? 0);
  // While files are read it would change with each of them: once at the beginning of that, and once at its end
  const settled = isBusy ? null : indexed;
  // Another one each time that it is to be asked again
  const place = useMemo(
    () => ({ workspaceId, scope, settled }),
    [workspaceId, scope, settled],
  );
  // The engine puts in what it finds, and asks itself first
  const questionAbout = t("start.questionAbout", {
    name: "{name}",
    topic: "{topic}",
  });
  const [overview, setOverview] = useState<StartOverview | null>(null);
  useEffect(() => {
    const { workspaceId, scope } = place;
    if (workspaceId === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    void messages.getState().attempt(async () => {
      try {
        const found = await client.start.overview(
          { workspaceId, scope, questionAbout },
          { signal },
        );
        if (!signal.aborted) setOverview(found);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    });
    return () => controller.abort();
  }, [client, messages, place, questionAbout]);
  return overview;
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-1">
      <h2 className="px-2 text-xs font-medium text-quiet">{title}</h2>
      <ul className="flex flex-col">{children}</ul>
    </section>
  );
}

function Row({
  onPress,
  children,
}: {
  onPress: () => void;
  children: ReactNode;
}) {
  return (
    <li className="min-w-0">
      <button
        type="button"
        className="flex w-full min-w-0 gap-2.5 rounded-control px-2 py-1.5 text-start hover:bg-sunk"
        onClick={onPress}
      >
        {children}
      </button>
    </li>
  );
}
