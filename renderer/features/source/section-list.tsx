import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useMemo, useRef } from "react";
import type { DocumentOutline, Section } from "#contract/library.ts";
import type { Range } from "#ui/markdown/align.ts";
import { SectionView } from "./section-view.tsx";

const gapPx = 16;
const pageHeightPx = 560;
const charsPerLine = 60;
const lineHeightPx = 20;

/** The document from its first section to its last; only those in sight are loaded and drawn. */
export function SectionList({
  outline,
  mark,
  label,
  load,
  openLink,
}: {
  outline: DocumentOutline;
  /** A new object each time that a passage is opened, so that it is gone to again. */
  mark: Range | null;
  label: string;
  load: (section: Section) => Promise<string>;
  openLink: (address: string) => Promise<boolean>;
}) {
  const scroller = useRef<HTMLElement>(null);
  const { sections } = outline;
  const hasPages = sections[0]?.page != null;
  const virtual = useVirtualizer({
    count: sections.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimatedPx(sections[index]),
    gap: hasPages ? gapPx : 0,
    paddingStart: 20,
    paddingEnd: 20,
    overscan: 1,
  });

  const markIndex = useMemo(
    () =>
      mark === null
        ? -1
        : sections.findIndex(
            ({ start, end }) => mark.start >= start && mark.start < end,
          ),
    [sections, mark],
  );
  // Held on the passage while pages around it get their true heights, until the person scrolls
  const held = useRef<Range | null>(null);
  const holdPassage = useCallback(() => {
    const view = scroller.current;
    if (held.current === null || view === null || markIndex < 0) return;
    const drawn = view.querySelector(`[data-index="${markIndex}"] mark`);
    if (drawn !== null) drawn.scrollIntoView({ block: "center" });
    else
      view.scrollTop = virtual.getOffsetForIndex(markIndex, "start")?.[0] ?? 0;
  }, [markIndex, virtual]);
  const release = useCallback(() => {
    held.current = null;
  }, []);
  useLayoutEffect(() => {
    held.current = mark;
  }, [mark]);
  // Without dependencies: each measured page moves what is below it
  useLayoutEffect(holdPassage);

  return (
    <section
      ref={scroller}
      {...reachable}
      onWheel={release}
      onTouchMove={release}
      onPointerDown={release}
      onKeyDown={release}
      aria-label={label}
      className="min-h-0 flex-1 overflow-y-auto bg-sunk px-5 focus-visible:outline-offset-[-2px]"
    >
      <div
        className="relative mx-auto max-w-[760px]"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const section = sections[item.index];
          if (section === undefined) return null;
          const isMarked =
            mark !== null &&
            mark.start < section.end &&
            mark.end > section.start;
          return (
            <div
              key={item.key}
              data-index={item.index}
              ref={virtual.measureElement}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <SectionView
                section={section}
                waitingPx={estimatedPx(section)}
                mark={isMarked ? mark : null}
                mediaType={outline.document.mediaType}
                load={load}
                openLink={openLink}
                onMarkDrawn={holdPassage}
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}

function estimatedPx(section: Section | undefined): number {
  if (section === undefined) return 0;
  const lines = (section.end - section.start) / charsPerLine;
  return section.page === null
    ? (lines + 1) * lineHeightPx
    : Math.max(pageHeightPx, lines * lineHeightPx);
}

/** A text that scrolls has to be reached with the keyboard, whatever is in it. */
const reachable = { tabIndex: 0 };
