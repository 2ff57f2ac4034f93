import type { ReactNode } from "react";

/** Settings that belong together, under one heading. */
export function Group({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={title}
      className="flex flex-col gap-2"
      data-keeps-focus
    >
      <h2 className="font-semibold">{title}</h2>
      <div className="divide-y divide-line rounded-card border border-line bg-surface">
        {children}
      </div>
    </section>
  );
}

/** One setting: what it is, and where it is chosen. */
export function Row({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3">
      <div className="min-w-48 flex-1">
        <p>{label}</p>
        {hint !== undefined && <p className="text-xs text-quiet">{hint}</p>}
      </div>
      {children}
    </div>
  );
}
