import { useTranslation } from "react-i18next";
import type { Source } from "#contract/turns.ts";
import { useWorkspaceName } from "./answer/workspace-name.ts";
import { classes } from "./classes.ts";
import { MiddleCut } from "./middle-cut.tsx";
import { SourceNumber } from "./source-number.tsx";
import { sourcePlace } from "./source-place.ts";

/** A source of an answer: its number, the file's name, and its page or heading. */
export function SourceCard({
  source,
  isOpen,
  isLit,
  onOpen,
  onPoint,
  onLeave,
}: {
  source: Source;
  isOpen: boolean;
  isLit: boolean;
  onOpen: () => void;
  onPoint?: () => void;
  onLeave?: () => void;
}) {
  const { t } = useTranslation();
  const workspace = useWorkspaceName(source);
  const where = [workspace, sourcePlace(source, t)].filter(Boolean).join(", ");
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      onClick={onOpen}
      onPointerEnter={onPoint}
      onPointerLeave={onLeave}
      onFocus={onPoint}
      onBlur={onLeave}
      className={classes(
        "flex h-8 max-w-full min-w-0 items-center gap-2 rounded-control border bg-surface px-2 hover:border-strong",
        isOpen ? "border-accent ring-1 ring-accent" : "border-line",
      )}
    >
      <SourceNumber number={source.number} isLit={isLit} />
      <MiddleCut text={source.name} />
      {where !== "" && (
        <span
          className="max-w-40 shrink-0 truncate text-xs text-quiet"
          title={where}
        >
          {where}
        </span>
      )}
    </button>
  );
}
