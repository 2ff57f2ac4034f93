import { FileText, ScanText } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { NearMiss } from "#contract/search.ts";
import type { Turn } from "#contract/turns.ts";
import { MiddleCut } from "../middle-cut.tsx";
import { plainText } from "./citations.ts";
import { missSnippet } from "./miss-snippet.ts";
import { missingFile } from "./missing-file.ts";
import { notFoundTitle } from "./not-found-title.ts";
import { useTurnHandle } from "./turn-context.ts";

const maxWords = 3;

/** That nothing answers, said first; then the nearest misses and why each is one, and what could not be read. */
export function NotFound({
  turn,
  onLook,
  children,
}: {
  turn: Turn;
  /** Shows what could not be read; without it there is no such button. */
  onLook?: (() => void) | undefined;
  /** What can be done next. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const { answerability, coverage } = turn;
  const missing = (answerability?.words ?? [])
    .filter(({ passages }) => passages === 0)
    .map(({ word }) => word)
    .slice(0, maxWords);
  const misses = answerability?.nearest ?? [];
  const unread = useUnread(coverage);
  const { title, also } = notFoundTitle(t, turn);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-[15px] leading-[25px]">
        <strong className="font-semibold">{title}</strong>{" "}
        {also !== "" && `${also} `}
        {missing.length > 0 && missingFile(t, turn) === null
          ? t("chat.notFound.lacks", {
              count: missing.length,
              words: missing.map((word) => `“${word}”`).join(", "),
            })
          : misses.length > 0 &&
            (answerability?.words.length ?? 0) > 0 &&
            t("chat.notFound.far")}
      </p>
      {(misses.length > 0 || unread.length > 0) && (
        <ul
          className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
          aria-label={t("chat.notFound.nearest")}
        >
          {misses.map((miss) => (
            <Miss
              key={`${miss.documentId} ${miss.start}`}
              miss={miss}
              turn={turn}
            />
          ))}
          {unread.map(({ title, names }) => (
            <Row
              key={title}
              icon={
                <ScanText
                  size={16}
                  strokeWidth={1.75}
                  className="mt-0.5 shrink-0 text-warn"
                  aria-hidden
                />
              }
              title={<span className="font-medium">{title}</span>}
              text={names}
              side={
                onLook !== undefined && (
                  <button
                    type="button"
                    className="rounded-control px-1 text-xs font-medium text-accent hover:underline"
                    onClick={onLook}
                  >
                    {t("chat.notFound.look")}
                  </button>
                )
              }
            />
          ))}
        </ul>
      )}
      {children}
    </div>
  );
}

/** Opens at its passage where it is one of the turn's sources. */
function Miss({ miss, turn }: { miss: NearMiss; turn: Turn }) {
  const { t } = useTranslation();
  const handle = useTurnHandle();
  const source = turn.sources.find(
    ({ documentId, start }) =>
      documentId === miss.documentId && start === miss.start,
  );
  const how =
    miss.nearestBy === "words"
      ? t("chat.notFound.byWords")
      : t("chat.notFound.byMeaning");
  const lacks = miss.lacks.slice(0, maxWords).map((word) => `“${word}”`);
  const name = <MiddleCut text={miss.name} className="font-medium" />;
  return (
    <Row
      icon={
        <FileText
          size={16}
          strokeWidth={1.75}
          className="mt-0.5 shrink-0 text-quiet"
          aria-hidden
        />
      }
      title={
        <>
          {source === undefined ? (
            name
          ) : (
            <button
              type="button"
              className="min-w-0 rounded-control hover:underline"
              onClick={() => handle?.open(source.number)}
            >
              {name}
            </button>
          )}
          {miss.page !== null && (
            <span className="shrink-0 text-xs text-quiet">
              {t("source.page", { page: miss.page })}
            </span>
          )}
        </>
      }
      text={missSnippet(plainText(miss.text), miss.holds)}
      side={
        <span className="text-xs text-quiet">
          {lacks.length === 0
            ? how
            : t("chat.notFound.without", { how, words: lacks.join(", ") })}
        </span>
      }
    />
  );
}

function Row({
  icon,
  title,
  text,
  side,
}: {
  icon: ReactNode;
  title: ReactNode;
  text: string;
  side: ReactNode;
}) {
  return (
    <li className="flex items-start gap-x-3 px-4 py-3">
      {icon}
      <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-3">
        <div className="min-w-0 flex-1 basis-80">
          <div className="flex min-w-0 items-baseline gap-2">{title}</div>
          {text !== "" && (
            <p className="text-[13px] leading-5 wrap-anywhere text-quiet">
              {text}
            </p>
          )}
        </div>
        {side !== false && <div className="min-w-0 wrap-anywhere">{side}</div>}
      </div>
    </li>
  );
}

/** What could not be looked at, a line each. */
function useUnread(
  coverage: Turn["coverage"],
): { title: string; names: string }[] {
  const { t } = useTranslation();
  if (coverage === null) return [];
  const { unreadPages, unreadIn, failed, failedNames, pending } = coverage;
  const counted = (count: number) => ({ count, formatted: String(count) });
  return [
    unreadPages > 0 && {
      title: t("chat.notFound.unreadPages", counted(unreadPages)),
      names: unreadIn
        .map(({ name, pages }) =>
          t("chat.notFound.pages", { name, pages: pages.join(", ") }),
        )
        .join("; "),
    },
    failed > 0 && {
      title: t("chat.notFound.unread", counted(failed)),
      names: failedNames.join(", "),
    },
    pending > 0 && {
      title: t("chat.notFound.pending", counted(pending)),
      names: "",
    },
  ].filter((line) => line !== false);
}
