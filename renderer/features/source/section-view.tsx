import {
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import type { Section } from "#contract/library.ts";
import { classes } from "#ui/classes.ts";
import { FailureText } from "#ui/failure-text.tsx";
import type { Range } from "#ui/markdown/align.ts";
import { drawNode } from "#ui/markdown/markdown-nodes.tsx";
import { parseMarkdown, plainTree } from "#ui/markdown/parse-markdown.ts";
import { type Failure, failureFrom } from "../../client/failures.ts";

/** A stretch of a document on its paper, with the part of the marked range that lies in it. */
export const SectionView = memo(function SectionView({
  section,
  waitingPx,
  mediaType,
  mark,
  load,
  openLink,
  onMarkDrawn,
}: {
  section: Section;
  /** The height that it keeps until it is loaded: without one, all others would come into sight and be loaded too. */
  waitingPx: number;
  mediaType: string;
  /** Null where the marked range lies elsewhere. */
  mark: Range | null;
  load: (section: Section) => Promise<string>;
  openLink: (address: string) => Promise<boolean>;
  /** Hears of the element where the marked range begins, each time that it is drawn. */
  onMarkDrawn: (element: Element) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const paper = useRef<HTMLDivElement>(null);
  const isEmpty = section.start === section.end;

  useEffect(() => {
    if (isEmpty) return;
    let isWanted = true;
    load(section)
      .then((loaded) => isWanted && setText(loaded))
      .catch((error: unknown) => isWanted && setFailure(failureFrom(error)));
    return () => {
      isWanted = false;
    };
  }, [load, section, isEmpty]);

  const tree = useMemo(
    () =>
      text === null
        ? null
        : mediaType === "text/plain"
          ? plainTree(text)
          : parseMarkdown(text),
    [text, mediaType],
  );
  const isWaiting = tree === null && failure === null && !isEmpty;
  const beginsHere = mark !== null && mark.start >= section.start;
  useLayoutEffect(() => {
    const first = beginsHere ? paper.current?.querySelector("mark") : null;
    if (tree !== null && first) onMarkDrawn(first);
  }, [tree, beginsHere, onMarkDrawn]);

  return (
    <div
      ref={paper}
      style={isWaiting ? { minHeight: waitingPx } : undefined}
      className={classes(
        "prose-paper bg-paper px-8 text-ink [color-scheme:light]",
        // Their lines were set by whoever wrote them
        mediaType === "text/plain" && "[&_p]:whitespace-pre-wrap",
        mediaType === "message/rfc822" && "[&_p]:whitespace-pre-line",
        section.page === null
          ? "py-2"
          : "rounded-sm py-8 forced-colors:border shadow-[0_0_0_1px_var(--line),0_2px_10px_rgb(40_25_10/8%)]",
      )}
    >
      {section.page !== null && (
        <p className="tabular mb-3 text-end text-[11px] leading-4 text-quiet">
          {t("source.pageLabel", { page: section.page })}
        </p>
      )}
      {tree !== null &&
        drawNode(tree, {
          source: text ?? "",
          sourceStart: section.start,
          marks: mark === null ? [] : [mark],
          markClass:
            "rounded-[3px] bg-mark box-decoration-clone py-0.5 text-ink",
          openLink,
          pictureWords: (alt) =>
            alt === ""
              ? t("source.pictureOnly")
              : t("source.picture", { text: alt }),
        })}
      {failure !== null && (
        <p className="text-bad">
          <FailureText failure={failure} />
        </p>
      )}
      {isEmpty && (
        <p className="text-quiet">
          {section.status === "failed" ? t("source.failed") : t("source.empty")}
        </p>
      )}
    </div>
  );
});
