/** Keys as a person presses them, such as "Ctrl N". */
export function Keys({ keys }: { keys: string }) {
  return (
    <kbd className="rounded-sm border border-strong border-b-2 bg-surface px-1.5 font-sans text-[11px] leading-4 text-quiet">
      {keys}
    </kbd>
  );
}

/** The platform's name of the command key, with the rest of the chord. */
export function commandKeys(isMac: boolean, key: string): string {
  return isMac ? `⌘ ${key}` : `Ctrl ${key}`;
}
