/**
 * Where to cut `text` after `start`, at most `longestChars` on: the last line end, else space, else whole character.
 * `end` itself where that is near enough.
 */
export function cutAt(
  text: string,
  start: number,
  end: number,
  longestChars: number,
): number {
  if (end - start <= longestChars) return end;
  const limit = start + longestChars;
  // Looked for in this stretch alone: a text of one line has none all the way back
  const stretch = text.slice(start, limit + 1);
  const line = stretch.lastIndexOf("\n");
  if (line > 0) return start + line;
  const space = stretch.lastIndexOf(" ");
  if (space > 0) return start + space;
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}
