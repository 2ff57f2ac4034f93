/** A path as it was pasted: Windows and many file managers copy it within quotes. */
export function typedPath(value: string): string {
  const typed = value.trim();
  return /^(["']).+\1$/.test(typed) ? typed.slice(1, -1) : typed;
}
