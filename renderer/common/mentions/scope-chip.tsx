import { type LucideIcon, X } from "lucide-react";
import { MiddleCut } from "#ui/middle-cut.tsx";

/** A document or folder that a question keeps to. */
export function ScopeChip({
  icon: Icon,
  lead,
  name,
  folder = null,
  isLocked,
  removeLabel,
  onRemove,
}: {
  icon: LucideIcon;
  /** Words before the name. */
  lead?: string;
  name: string;
  /** Said where the name alone doesn't tell which one it is. */
  folder?: string | null;
  isLocked: boolean;
  removeLabel: (name: string) => string;
  onRemove: () => void;
}) {
  const remove = removeLabel(folder === null ? name : `${name}, ${folder}`);
  return (
    <li className="flex h-7 max-w-full min-w-0 items-center gap-1.5 rounded-full border border-line bg-surface pr-1 pl-2.5 text-[13px] font-medium">
      <Icon
        size={14}
        strokeWidth={1.75}
        className="shrink-0 text-quiet"
        aria-hidden
      />
      {lead !== undefined && (
        <span className="shrink-0 text-quiet">{lead}</span>
      )}
      <MiddleCut text={name} />
      {folder !== null && (
        <span className="max-w-40 truncate text-xs font-normal text-quiet">
          {folder}
        </span>
      )}
      <button
        type="button"
        disabled={isLocked}
        aria-label={remove}
        title={remove}
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-full text-quiet hover:bg-sunk hover:text-ink disabled:opacity-50"
        onClick={onRemove}
      >
        <X size={13} strokeWidth={1.75} aria-hidden />
      </button>
    </li>
  );
}
