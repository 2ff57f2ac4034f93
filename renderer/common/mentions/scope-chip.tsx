import { type LucideIcon, X } from "lucide-react";
import { MiddleCut } from "#ui/middle-cut.tsx";

/** A document or folder that a question keeps to. */
export function ScopeChip({
  icon: Icon,
  lead,
  name,
  isLocked,
  removeLabel,
  onRemove,
}: {
  icon: LucideIcon;
  /** Words before the name. */
  lead?: string;
  name: string;
  isLocked: boolean;
  removeLabel: (name: string) => string;
  onRemove: () => void;
}) {
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
      <button
        type="button"
        disabled={isLocked}
        aria-label={removeLabel(name)}
        title={removeLabel(name)}
        className="inline-flex size-5 shrink-0 items-center justify-center rounded-full text-quiet hover:bg-sunk hover:text-ink disabled:opacity-50"
        onClick={onRemove}
      >
        <X size={13} strokeWidth={1.75} aria-hidden />
      </button>
    </li>
  );
}
