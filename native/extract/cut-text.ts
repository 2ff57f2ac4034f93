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
  const line = text.lastIndexOf("\n", limit);
  if (line > start) return line;
  const space = text.lastIndexOf(" ", limit);
  if (space > start) return space;
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd800 && code <= 0xdbff ? limit - 1 : limit;
}
